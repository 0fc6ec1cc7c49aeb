"""Programs that the bench compares with, each a process on files, without what it takes for the files."""
import os, resource, subprocess, tempfile, time
import nibabel as nib
import numpy as np


class Timed:
    """A result, and the seconds of it that count, where that is not the time of the call."""

    def __init__(self, result, wall, cpu):
        self.result, self.wall, self.cpu = result, wall, cpu


def niimath_closing(mask, radius):
    """
    The closing with a ball of whole voxels, border included, by its exact distance transform. The time of niimath that only copies the
    image is taken off. Distances are float32, between those of the radius and of the next larger square there is room.
    """
    with tempfile.TemporaryDirectory() as folder:
        given, copied, closed = (os.path.join(folder, name) for name in ('given.nii', 'copied.nii', 'closed.nii'))
        nib.save(nib.Nifti1Image(mask.astype(np.uint8), np.eye(4)), given)
        files_wall, files_cpu = _run('niimath', given, copied, '-odt', 'char')
        beyond = str((radius * radius + 0.5) ** 0.5)
        wall, cpu = _run('niimath', given, '-close', '1', beyond, beyond, closed, '-odt', 'char')
        result = np.asarray(nib.load(closed).dataobj).astype(bool)
    return Timed(result, max(0.0, wall - files_wall), max(0.0, cpu - files_cpu))


def _run(*command):
    """Seconds of time and of processor time of a process with one thread."""
    environment = dict(os.environ, OMP_NUM_THREADS='1', FSLOUTPUTTYPE='NIFTI')
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
