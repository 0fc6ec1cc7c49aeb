import { sessionStore } from './sessionStore.ts';
import { initialCamera } from './volumeCamera.ts';

/** From where each 3D view looks, by the name of its node. */
export const cameraSession = sessionStore(initialCamera);
