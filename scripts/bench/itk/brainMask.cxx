// The brain mask of graphs/brain-mask.json in ITK, file to file, by the filters that a user of ITK takes for each step:
//   brainMask IN.nii.gz OUT.nii.gz RADIUS 6|26 LOWER UPPER
// The limits of the band are given, so it need not find Otsu's threshold, whose bins in ITK are others than scikit-image's.
#include <cstdlib>
#include <iostream>

#include "itkBinaryDilateImageFilter.h"
#include "itkBinaryErodeImageFilter.h"
#include "itkBinaryFillholeImageFilter.h"
#include "itkBinaryThresholdImageFilter.h"
#include "itkConnectedComponentImageFilter.h"
#include "itkFlatStructuringElement.h"
#include "itkImageFileReader.h"
#include "itkImageFileWriter.h"
#include "itkImageIOFactory.h"
#include "itkMultiThreaderBase.h"
#include "itkRelabelComponentImageFilter.h"

using Mask = itk::Image<unsigned char, 3>;
using Labels = itk::Image<unsigned int, 3>;
using Element = itk::FlatStructuringElement<3>;

// scikit-image's ball: the offsets whose squares add up to at most that of the radius.
static Element ball(unsigned radius)
{
  Element element;
  Element::RadiusType size;
  size.Fill(radius);
  element.SetRadius(size);
  element.SetDecomposable(false);
  for (unsigned n = 0; n < element.Size(); n++)
  {
    const auto offset = element.GetOffset(n);
    long square = 0;
    for (unsigned axis = 0; axis < 3; axis++) square += offset[axis] * offset[axis];
    element[n] = square <= long(radius) * long(radius);
  }
  return element;
}

template <typename Voxel>
static void run(char ** given)
{
  using Image = itk::Image<Voxel, 3>;
  auto reader = itk::ImageFileReader<Image>::New();
  reader->SetFileName(given[1]);

  // The least and the greatest whole number of the band.
  auto band = itk::BinaryThresholdImageFilter<Image, Mask>::New();
  band->SetInput(reader->GetOutput());
  band->SetLowerThreshold(Voxel(std::ceil(std::atof(given[5]))));
  band->SetUpperThreshold(Voxel(std::min(std::floor(std::atof(given[6])), double(itk::NumericTraits<Voxel>::max()))));
  band->SetInsideValue(1);
  band->ReleaseDataFlagOn();

  auto fill = itk::BinaryFillholeImageFilter<Mask>::New();
  fill->SetInput(band->GetOutput());
  fill->SetForegroundValue(1);
  fill->ReleaseDataFlagOn();

  // What lies outside of the image does not count: no foreground when it grows, no background when it shrinks.
  const auto element = ball(unsigned(std::atoi(given[3])));
  auto dilate = itk::BinaryDilateImageFilter<Mask, Mask, Element>::New();
  dilate->SetInput(fill->GetOutput());
  dilate->SetKernel(element);
  dilate->SetForegroundValue(1);
  dilate->ReleaseDataFlagOn();
  auto erode = itk::BinaryErodeImageFilter<Mask, Mask, Element>::New();
  erode->SetInput(dilate->GetOutput());
  erode->SetKernel(element);
  erode->SetForegroundValue(1);
  erode->SetBoundaryToForeground(true);
  erode->ReleaseDataFlagOn();

  auto components = itk::ConnectedComponentImageFilter<Mask, Labels>::New();
  components->SetInput(erode->GetOutput());
  components->SetFullyConnected(std::atoi(given[4]) == 26);
  components->ReleaseDataFlagOn();
  auto bySize = itk::RelabelComponentImageFilter<Labels, Labels>::New();
  bySize->SetInput(components->GetOutput());
  bySize->ReleaseDataFlagOn();
  auto largest = itk::BinaryThresholdImageFilter<Labels, Mask>::New();
  largest->SetInput(bySize->GetOutput());
  largest->SetLowerThreshold(1);
  largest->SetUpperThreshold(1);
  largest->SetInsideValue(1);

  auto writer = itk::ImageFileWriter<Mask>::New();
  writer->SetInput(largest->GetOutput());
  writer->SetFileName(given[2]);
  writer->UseCompressionOn();
  writer->Update();
}

int main(int count, char ** given)
{
  if (count != 7)
  {
    std::cerr << "brainMask IN.nii.gz OUT.nii.gz RADIUS 6|26 LOWER UPPER\n";
    return 2;
  }
  // One thread, as the command line of Voxgraph has.
  itk::MultiThreaderBase::SetGlobalMaximumNumberOfThreads(1);
  try
  {
    auto io = itk::ImageIOFactory::CreateImageIO(given[1], itk::ImageIOFactory::IOFileModeEnum::ReadMode);
    if (!io) throw std::runtime_error("ITK cannot read the image");
    io->SetFileName(given[1]);
    io->ReadImageInformation();
    if (io->GetComponentType() == itk::IOComponentEnum::UCHAR) run<unsigned char>(given);
    else if (io->GetComponentType() == itk::IOComponentEnum::SHORT) run<short>(given);
    else throw std::runtime_error("the image is neither uint8 nor int16");
  }
  catch (const std::exception & error)
  {
    std::cerr << error.what() << '\n';
    return 1;
  }
  return 0;
}
