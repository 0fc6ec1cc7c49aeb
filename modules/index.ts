import { moduleSet } from '#src/graph/module.ts';
import Arithmetic1 from './Arithmetic1/index.ts';
import Arithmetic2 from './Arithmetic2/index.ts';
import Bilateral from './Bilateral/index.ts';
import BoundingBox from './BoundingBox/index.ts';
import CalculateVolume from './CalculateVolume/index.ts';
import Canny from './Canny/index.ts';
import CLAHE from './CLAHE/index.ts';
import Closing from './Closing/index.ts';
import CollectValues from './CollectValues/index.ts';
import CompareMasks from './CompareMasks/index.ts';
import CompareView from './CompareView/index.ts';
import ConnectedComponents from './ConnectedComponents/index.ts';
import ConstantNumber from './ConstantNumber/index.ts';
import ConstantText from './ConstantText/index.ts';
import ConstantVector from './ConstantVector/index.ts';
import Convolution from './Convolution/index.ts';
import Dilation from './Dilation/index.ts';
import Distance from './Distance/index.ts';
import DrawMask from './DrawMask/index.ts';
import Erosion from './Erosion/index.ts';
import Expression from './Expression/index.ts';
import FillHoles from './FillHoles/index.ts';
import FloodFill from './FloodFill/index.ts';
import GaussianSmoothing from './GaussianSmoothing/index.ts';
import Gradient from './Gradient/index.ts';
import GrowFromSeeds from './GrowFromSeeds/index.ts';
import Histogram from './Histogram/index.ts';
import HistogramEqualisation from './HistogramEqualisation/index.ts';
import Hysteresis from './Hysteresis/index.ts';
import ImageStatistics from './ImageStatistics/index.ts';
import Info from './Info/index.ts';
import IntervalThreshold from './IntervalThreshold/index.ts';
import Islands from './Islands/index.ts';
import IsoSurface from './IsoSurface/index.ts';
import Laplace from './Laplace/index.ts';
import LargestComponent from './LargestComponent/index.ts';
import LocalImage from './LocalImage/index.ts';
import LocalThreshold from './LocalThreshold/index.ts';
import Mask from './Mask/index.ts';
import MaskQuality from './MaskQuality/index.ts';
import Median from './Median/index.ts';
import MergeLabels from './MergeLabels/index.ts';
import MinMaxScan from './MinMaxScan/index.ts';
import Normalize from './Normalize/index.ts';
import Opening from './Opening/index.ts';
import OrthoSwapFlip from './OrthoSwapFlip/index.ts';
import OrthoView2D from './OrthoView2D/index.ts';
import OtsuThreshold from './OtsuThreshold/index.ts';
import OverlayView from './OverlayView/index.ts';
import RegionGrowing from './RegionGrowing/index.ts';
import RemoveSmall from './RemoveSmall/index.ts';
import Resample3D from './Resample3D/index.ts';
import SaveImage from './SaveImage/index.ts';
import SaveMesh from './SaveMesh/index.ts';
import SaveScreenshot from './SaveScreenshot/index.ts';
import SaveTable from './SaveTable/index.ts';
import Scale from './Scale/index.ts';
import Sharpen from './Sharpen/index.ts';
import Skeleton from './Skeleton/index.ts';
import SmoothMesh from './SmoothMesh/index.ts';
import Sobel from './Sobel/index.ts';
import SubImage from './SubImage/index.ts';
import Switch from './Switch/index.ts';
import SynchroView2D from './SynchroView2D/index.ts';
import Threshold from './Threshold/index.ts';
import View2D from './View2D/index.ts';
import View3D from './View3D/index.ts';
import Watershed from './Watershed/index.ts';

/** Every module, one line each, in the order in which the module browser shows them within a genre. */
export const modules = moduleSet([
  LocalImage,
  SaveImage,
  SaveTable,
  SaveMesh,
  SaveScreenshot,
  View2D,
  SynchroView2D,
  OrthoView2D,
  OverlayView,
  CompareView,
  View3D,
  Mask,
  Arithmetic1,
  Arithmetic2,
  Expression,
  Scale,
  Normalize,
  SubImage,
  Resample3D,
  OrthoSwapFlip,
  Switch,
  Threshold,
  IntervalThreshold,
  OtsuThreshold,
  LocalThreshold,
  Hysteresis,
  DrawMask,
  FillHoles,
  Closing,
  Opening,
  Dilation,
  Erosion,
  Gradient,
  Distance,
  LargestComponent,
  MergeLabels,
  ConnectedComponents,
  Islands,
  RemoveSmall,
  RegionGrowing,
  FloodFill,
  GrowFromSeeds,
  Watershed,
  GaussianSmoothing,
  Median,
  Bilateral,
  Convolution,
  Sharpen,
  Sobel,
  Laplace,
  Canny,
  HistogramEqualisation,
  CLAHE,
  Info,
  MinMaxScan,
  Histogram,
  ImageStatistics,
  CalculateVolume,
  BoundingBox,
  MaskQuality,
  CompareMasks,
  IsoSurface,
  Skeleton,
  SmoothMesh,
  ConstantNumber,
  ConstantText,
  ConstantVector,
  CollectValues,
]);
