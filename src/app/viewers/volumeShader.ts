/** As many planes as the shader cuts by: three along the patient's axes and one that lies freely. */
export const maxPlanes = 4;

/** One triangle that covers the picture. */
export const rayVertexShader = `#version 300 es
out vec2 ndc;
void main() {
  ndc = vec2(gl_VertexID == 1 ? 3.0 : -1.0, gl_VertexID == 2 ? 3.0 : -1.0);
  gl_Position = vec4(ndc, 0.0, 1.0);
}`;

/**
 * Marches one ray for each pixel through the texture of a volume, front to back (Levoy, "Display of surfaces from volume data",
 * 1988). A position on a ray is its depth in the picture, 0 to 1, so that depths of surfaces compare with it directly. The
 * opacity of the table belongs to `unitMm` of the ray, the mean spacing. Colours come out multiplied by their opacity.
 */
export const rayFragmentShader = `#version 300 es
precision highp float;
precision highp sampler3D;
#define PLANES ${maxPlanes}
in vec2 ndc;
out vec4 colour;
uniform sampler3D volume;
uniform sampler2D table;
uniform sampler3D mask;
uniform sampler2D surfaceDepth;
uniform mat4 clipToTexture;
uniform mat4 textureToMask;
uniform mat3 gradientToView;
uniform mat3 maskGradientToView;
uniform vec3 voxel;
uniform vec3 maskVoxel;
uniform vec2 tableScale;
uniform vec3 boxLow;
uniform vec3 boxHigh;
uniform vec4 planes[PLANES];
uniform float depthMm;
uniform float stepMm;
uniform float unitMm;
uniform bool isMaximum;
uniform bool isShaded;
uniform bool hasMask;
uniform vec4 maskColour;
uniform bool hasSurfaces;

float tablePlace(vec3 p) {
  return texture(volume, p).r * tableScale.x + tableScale.y;
}

vec4 colourAt(float place) {
  return texture(table, vec2(clamp(place, 0.0, 1.0) * (1023.0 / 1024.0) + 0.5 / 1024.0, 0.5));
}

float maskAt(vec3 p) {
  vec3 q = (textureToMask * vec4(p, 1.0)).xyz;
  if (any(lessThan(q, vec3(0.0))) || any(greaterThan(q, vec3(1.0)))) return 0.0;
  return texture(mask, q).r;
}

vec3 lit(vec3 rgb, vec3 gradient, mat3 toView) {
  float steepness = length(gradient);
  if (steepness < 1e-4) return rgb;
  // A lamp at the viewer; a surface is seen from both of its sides.
  float facing = abs(normalize(toView * gradient).z);
  float shine = pow(facing, 24.0) * 0.18;
  return rgb * (0.28 + 0.72 * facing) + shine;
}

vec3 volumeGradient(vec3 p) {
  vec3 x = vec3(voxel.x, 0.0, 0.0), y = vec3(0.0, voxel.y, 0.0), z = vec3(0.0, 0.0, voxel.z);
  return vec3(
    texture(volume, p + x).r - texture(volume, p - x).r,
    texture(volume, p + y).r - texture(volume, p - y).r,
    texture(volume, p + z).r - texture(volume, p - z).r
  );
}

vec3 maskGradient(vec3 p) {
  vec3 q = (textureToMask * vec4(p, 1.0)).xyz;
  vec3 x = vec3(maskVoxel.x, 0.0, 0.0), y = vec3(0.0, maskVoxel.y, 0.0), z = vec3(0.0, 0.0, maskVoxel.z);
  return vec3(
    texture(mask, q + x).r - texture(mask, q - x).r,
    texture(mask, q + y).r - texture(mask, q - y).r,
    texture(mask, q + z).r - texture(mask, q - z).r
  );
}

void main() {
  colour = vec4(0.0);
  float surface = hasSurfaces ? texelFetch(surfaceDepth, ivec2(gl_FragCoord.xy), 0).r : 1.0;
  gl_FragDepth = surface;
  vec3 start = (clipToTexture * vec4(ndc, -1.0, 1.0)).xyz;
  vec3 way = (clipToTexture * vec4(ndc, 1.0, 1.0)).xyz - start;
  // A way along an axis would be divided by nothing.
  way = mix(way, vec3(1e-7), lessThan(abs(way), vec3(1e-7)));
  vec3 a = (boxLow - start) / way, b = (boxHigh - start) / way;
  vec3 near3 = min(a, b), far3 = max(a, b);
  float near = max(max(near3.x, near3.y), max(near3.z, 0.0));
  float far = min(min(far3.x, far3.y), min(far3.z, 1.0));
  for (int n = 0; n < PLANES; n++) {
    float atStart = dot(planes[n].xyz, start) + planes[n].w;
    float slope = dot(planes[n].xyz, way);
    float cut = -atStart / (abs(slope) < 1e-7 ? 1e-7 : slope);
    if (abs(slope) < 1e-7) {
      if (atStart < 0.0) return;
    } else if (slope > 0.0) near = max(near, cut);
    else far = min(far, cut);
  }
  far = min(far, surface);
  if (far <= near) return;

  float count = clamp(ceil((far - near) * depthMm / stepMm), 1.0, 4096.0);
  float stride = (far - near) / count;
  float units = stride * depthMm / unitMm;
  // Rays begin a part of a step on, each another one, so that steps do not show as rings.
  float jitter = fract(52.9829189 * fract(dot(gl_FragCoord.xy, vec2(0.06711056, 0.00583715))));
  vec4 sum = vec4(0.0);
  float highest = -1e9;
  float halfway = 2.0;
  for (float n = 0.0; n < count; n++) {
    float t = near + (n + jitter) * stride;
    vec3 p = start + way * t;
    float place = tablePlace(p);
    if (isMaximum) highest = max(highest, place);
    vec4 here = isMaximum ? vec4(0.0) : colourAt(place);
    if (here.a > 0.002) {
      if (isShaded) here.rgb = lit(here.rgb, volumeGradient(p), gradientToView);
      here.a = 1.0 - pow(1.0 - min(here.a, 0.999), units);
      sum += (1.0 - sum.a) * vec4(here.rgb * here.a, here.a);
    }
    if (hasMask && maskAt(p) > 0.5) {
      float alpha = 1.0 - pow(1.0 - min(maskColour.a, 0.999), units);
      vec3 rgb = lit(maskColour.rgb, maskGradient(p), maskGradientToView);
      sum += (1.0 - sum.a) * vec4(rgb * alpha, alpha);
    }
    if (sum.a > 0.5 && halfway > 1.0) halfway = t;
    if (sum.a > 0.97) break;
  }
  if (sum.a > 0.97) sum /= sum.a;
  if (isMaximum) {
    vec4 maximum = vec4(colourAt(highest).rgb, smoothstep(0.0, 0.12, highest));
    sum += (1.0 - sum.a) * vec4(maximum.rgb * maximum.a, maximum.a);
  }
  colour = sum;
  gl_FragDepth = min(surface, halfway);
}`;
