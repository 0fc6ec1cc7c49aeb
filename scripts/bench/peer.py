"""The Python side of `npm run bench`: numpy, scipy and scikit-image as nibabel would load the image (Fortran order).

  peer.py serve                             answers one JSON request a line on stdin with one JSON line on stdout
  peer.py pipeline IN OUT RADIUS 6|26       the brain mask of a .nii.gz file, a whole process of its own
"""
import sys, warnings
warnings.filterwarnings('ignore')
import nibabel as nib
import numpy as np
import scipy.ndimage as ndi
from skimage.filters import threshold_otsu
from skimage.morphology import ball, binary_closing, binary_dilation, binary_erosion, binary_opening, remove_small_objects


def largest(mask, connectivity):
    """The component with most voxels; of equal ones the first in scipy's order."""
    labels, _ = ndi.label(mask, ndi.generate_binary_structure(3, {6: 1, 18: 2, 26: 3}[connectivity]))
    sizes = np.bincount(labels.ravel())
    return labels == np.argmax(sizes[1:]) + 1


def brain_mask(image, radius, connectivity):
    """Otsu over what is above 0, a band of half to twice of it, filled, closed, its largest component."""
    data = image.get_fdata()
    otsu = float(threshold_otsu(data[data > 0]))
    mask = (data >= otsu * 0.5) & (data <= otsu * 2.0)
    mask = ndi.binary_fill_holes(mask)
    mask = binary_closing(mask, ball(radius))
    return largest(mask, connectivity)


def as_image(mask, affine):
    """A new image of a mask, as nibabel makes one."""
    header = nib.Nifti1Header()
    header.set_data_dtype(np.uint8)
    return nib.Nifti1Image(mask.astype(np.uint8), affine, header)


def brain_mask_bytes(packed, radius, connectivity):
    """From the bytes of a .nii.gz file to the bytes of one."""
    import gzip
    image = nib.Nifti1Image.from_bytes(gzip.decompress(packed))
    made = as_image(brain_mask(image, radius, connectivity), image.affine)
    return np.frombuffer(gzip.compress(made.to_bytes(), 1), np.uint8)


def mask_bytes(mask, affine):
    """A mask as the bytes of a .nii.gz file."""
    import gzip
    return np.frombuffer(gzip.compress(as_image(mask, affine).to_bytes(), 1), np.uint8)


def serve():
    import json, time
    sys.dont_write_bytecode = True
    from peerPrograms import Timed, niimath_closing
    answers = sys.stdout
    sys.stdout = sys.stderr
    names = dict(globals(), niimath_closing=niimath_closing)
    for line in sys.stdin:
        request = json.loads(line)
        answer = {}
        try:
            if request['do'] == 'load':
                d = np.fromfile(request['path'], request['type']).reshape(request['size'], order='F')
                names.update(d=d, m=d > request['threshold'], t=request['threshold'], affine=np.eye(4), result=None)
                for name in ('f', 'path', 'packed'):
                    names.pop(name, None)
                if request.get('file'):
                    names.update(path=request['file'], packed=open(request['file'], 'rb').read())
            elif request['do'] == 'prepare':
                exec(request['code'], names)
            elif request['do'] == 'run':
                code = compile(request['expression'], 'row', 'eval')
                names['result'] = None
                start, cpu = time.perf_counter(), time.process_time()
                for n in range(0 if request['repeat'] < 2 else -request['repeat'], request['repeat']):
                    if n == 0:
                        start, cpu = time.perf_counter(), time.process_time()
                    names['result'] = eval(code, names)
                    # Where what counts is less than what it takes, once is enough.
                    if isinstance(names['result'], Timed):
                        break
                wall, cpu = (time.perf_counter() - start) / request['repeat'], (time.process_time() - cpu) / request['repeat']
                if isinstance(names['result'], Timed):
                    timed = names['result']
                    names['result'], wall, cpu = timed.result, timed.wall, timed.cpu
                answer.update(wall=wall * 1000, cpu=cpu * 1000)
            elif request['do'] == 'save':
                result = np.asarray(names['result'])
                result.ravel(order='F').tofile(request['path'])
                answer['type'] = 'uint8' if result.dtype == bool else result.dtype.name
                names['result'] = None
            elif request['do'] == 'forget':
                for name in ('d', 'm', 'f', 'packed', 'result'):
                    names.pop(name, None)
        except Exception as error:
            answer['error'] = f'{type(error).__name__}: {error}'
        answers.write(json.dumps(answer) + '\n')
        answers.flush()


if __name__ == '__main__':
    if sys.argv[1:2] == ['serve']:
        serve()
    elif sys.argv[1:2] == ['pipeline']:
        path, out, radius, connectivity = sys.argv[2:6]
        image = nib.load(path)
        nib.save(as_image(brain_mask(image, int(radius), int(connectivity)), image.affine), out)
    else:
        sys.exit(__doc__)
