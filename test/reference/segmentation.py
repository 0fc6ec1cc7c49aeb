"""Prints what scipy and scikit-image make of a volume, one digest for each step of segmentation: segmentation.json, for
moduleSegmentationReference.test.ts. Usage: segmentation.py t1-head-small.nii.gz > segmentation.json"""

import hashlib
import json
import sys

import nibabel
import numpy as np
from scipy import ndimage as ndi
from skimage import filters, morphology, segmentation

image = nibabel.load(sys.argv[1])
# A part will do.
data = np.asarray(image.dataobj)[:, :, 20:44]
mask = data > 60
seed = (60, 60, 10)
cross = ndi.generate_binary_structure(3, 1)
full = np.ones((3, 3, 3), bool)
said = {}


def tell(name, result, dtype=np.uint8):
    """Of an image its sum and the hash of its voxels, i fastest; other results as they are."""
    if isinstance(result, np.ndarray) and result.ndim == 3:
        voxels = result.astype(dtype)
        assert np.array_equal(voxels, result)
        content = hashlib.sha256(voxels.tobytes("F")).hexdigest()[:16]
        said[name] = {"sum": round(float(voxels.sum(dtype=np.float64)), 3), "sha256": content}
    else:
        said[name] = np.asarray(result).tolist()


def with_seed(band, structure):
    labels = ndi.label(band, structure)[0]
    return labels == labels[seed]


def largest(labels, count):
    sizes = np.bincount(labels.ravel())
    sizes[0] = 0
    return np.isin(labels, np.argsort(-sizes, kind="stable")[:count])


value = int(data[seed])
tell("grow 6", with_seed((data >= value - 25) & (data <= value + 40), cross))
tell("grow 26", with_seed((data >= value - 25) & (data <= value + 40), full))
tell("flood", segmentation.flood(data, seed, tolerance=20))
tell("dilation, cross twice", ndi.binary_dilation(mask, cross, iterations=2))
tell("erosion, background outside", ndi.binary_erosion(mask, morphology.ball(2)))
tell("opening, background outside, twice", ndi.binary_opening(mask, cross, iterations=2))
tell("closing, background outside", ndi.binary_closing(mask, morphology.ball(3)))
tell("grey dilation", morphology.dilation(data, morphology.ball(2)), np.int16)
tell("grey erosion, box", morphology.erosion(data, morphology.cube(5)), np.int16)
tell("grey closing", morphology.closing(data, morphology.ball(2)), np.int16)
tell("grey opening, 3x3x1", ndi.grey_opening(data, (3, 3, 1)), np.int16)
tell("grey erosion, 0 outside", ndi.grey_erosion(data, footprint=morphology.ball(3), mode="constant"), np.int16)
tell("gradient", ndi.morphological_gradient(data, footprint=morphology.ball(1)), np.uint16)
labels6 = ndi.label(mask)[0]
labels26 = ndi.label(mask, full)[0]
tell("label 6", labels6, np.int32)
tell("label 26", labels26, np.int32)
tell("largest 3", largest(labels6, 3))
tell("remove small objects", morphology.remove_small_objects(mask, 20))
tell("remove small holes", morphology.remove_small_holes(mask, 20, connectivity=3))
tell("fill holes 26", ndi.binary_fill_holes(mask, full))
for axis, name in enumerate("ijk"):
    slices = [ndi.binary_fill_holes(part) for part in np.moveaxis(mask, axis, 0)]
    tell(f"fill holes across {name}", np.moveaxis(np.stack(slices), 0, axis))
tell("hysteresis", filters.apply_hysteresis_threshold(data, 60, 120))
for classes in (3, 4):
    thresholds = filters.threshold_multiotsu(data.astype(np.float64), classes)
    tell(f"multi-otsu {classes}", thresholds)
    tell(f"multi-otsu {classes}, labels", np.digitize(data, thresholds))
tell("multi-otsu 3, a bin an integer", filters.threshold_multiotsu(data, 3))
tell("local gaussian", data > filters.threshold_local(data, 15))
tell("local gaussian in slices", data > filters.threshold_local(data, (21, 21, 1), offset=5))
tell("local mean", data > filters.threshold_local(data, 15, "mean", offset=-3))
third = (data / np.float32(3)).astype(np.float32)
tell("local mean, float32", third > filters.threshold_local(third, 9, "mean"))
signed = ndi.distance_transform_edt(~mask) - ndi.distance_transform_edt(mask)
tell("signed distance", np.float64(signed), np.float64)

markers = ndi.label(data > 150)[0]
tell("watershed 6", segmentation.watershed(data, markers), np.int32)
tell("watershed 18", segmentation.watershed(data, markers, connectivity=2), np.int32)
tell("watershed 6, lines", segmentation.watershed(data, markers, watershed_line=True), np.int32)
# Its distances are right for arrays in C order only.
in_order = np.ascontiguousarray(data)
tell("watershed 6, compact", segmentation.watershed(in_order, markers, compactness=0.7), np.int32)
tell("watershed 26, mask", segmentation.watershed(-data, markers, connectivity=3, mask=data > 30), np.int32)
print(json.dumps(said, indent=2))
