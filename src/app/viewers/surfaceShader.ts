/** As many planes as surfaces are cut by: those of the image, and the six sides of a box. */
export const maxSurfacePlanes = 10;

export const surfaceVertexShader = `#version 300 es
layout(location = 0) in vec3 place;
layout(location = 1) in vec3 across;
uniform mat4 clip;
uniform mat3 toView;
out vec3 world;
out vec3 normal;
void main() {
  world = place;
  normal = toView * across;
  gl_Position = clip * vec4(place, 1.0);
}`;

/** Lit as volumes are, by a lamp at the viewer; the inside, which is seen where a surface is cut open, is darker. */
export const surfaceFragmentShader = `#version 300 es
precision highp float;
#define PLANES ${maxSurfacePlanes}
in vec3 world;
in vec3 normal;
out vec4 colour;
uniform vec4 planes[PLANES];
uniform vec4 paint;
void main() {
  for (int n = 0; n < PLANES; n++) {
    if (dot(planes[n].xyz, world) + planes[n].w < 0.0) discard;
  }
  float facing = abs(normalize(normal).z);
  float shine = pow(facing, 24.0) * 0.18;
  vec3 lit = paint.rgb * (0.28 + 0.72 * facing) + shine;
  colour = vec4(gl_FrontFacing ? lit : 0.55 * lit, paint.a);
}`;
