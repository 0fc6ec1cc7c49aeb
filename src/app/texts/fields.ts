/**
 * What is said around fields: their rows, menus, connections and couplings, and the editors of boxes, points and sources. `label` is the
 * label of a field, `node` the name of its module, `field` both as a reference ("Threshold.level"), `source` an output or field that
 * gives the value.
 */
export const fieldTexts = {
  table: {
    name: 'Name',
    value: 'Value',
    actions: 'Actions',
    ofNode: (node: string) => `Fields of ${node}`,
    parametersOf: (node: string) => `Parameters of ${node}`,
    none: 'This module has no fields.',
  },

  row: {
    changed: 'changed',
    disconnect: (field: string) => `Disconnect ${field}`,
    reset: (field: string, value: string) => `Reset ${field} to its default, ${value}`,
    connect: (field: string) => `Connect ${field} to a value of another module`,
    givenBy: (source: string) => `Given by ${source}`,
  },

  /** The name of a field, which can be dragged and has a menu. */
  label: {
    title: (field: string) => `${field}\nDrag it onto another field or a module to connect it; click for its menu`,
  },

  menu: {
    connect: 'Connect to…',
    source: 'Get its value from…',
    couple: 'Couple with…',
    uncouple: 'Uncouple',
    reset: 'Reset to its default',
    copyName: 'Copy name',
  },

  /** What a field is connected to or coupled with. */
  ties: {
    disconnect: (target: string, field: string) => `Disconnect ${target} from ${field}`,
    uncouple: (field: string) => `Uncouple ${field}`,
    coupling: 'Fields with one value: setting one of them sets all. Click to rename',
    rename: (title: string | undefined) => `Rename the coupling ${title}`,
    nameOfCoupling: 'Name of the coupling',
  },

  /** What a drag of the field `from` would do where it is now; `at` is a field or, where it says so, a module. */
  drag: {
    nowhere: (from: string) => `${from}: let go over the name of a field, or over a module`,
    ontoNode: (from: string, at: string) => `✓ ${from} → a field of ${at}…`,
    couplesNode: (from: string, at: string) => `✓ ${from} ⇄ a field of ${at}…`,
    couples: (from: string, at: string) => `✓ ${from} ⇄ ${at}: one value, each way`,
    connects: (from: string, at: string) => `✓ ${from} → ${at} (with Alt: each way)`,
    ontoItself: (node: string) => `${node} cannot feed itself`,
    nothingFits: (node: string, from: string) => `Nothing of ${node} takes ${from}`,
    nothingCouples: (node: string, from: string) => `Nothing of ${node} can have one value with ${from}`,
  },

  range: {
    atLeast: (min: number) => `from ${min}`,
    atMost: (max: number) => `up to ${max}`,
  },

  sourceSelect: {
    label: (label: string, node: string) => `Source of ${label} of ${node}`,
    disconnect: 'disconnect',
  },

  /** Names of the axes of the world, which every language shares. */
  axes: ['x', 'y', 'z'],

  /** Two opposite corners, in mm of the world, RAS. */
  box: {
    corners: ['First corner', 'Opposite corner'],
    coordinate: (corner: string, field: string, axis: string) => `${corner} of ${field}: ${axis}, mm RAS`,
    wholeImage: 'Whole image',
    connectFirst: 'Connect an image first',
    none: 'no box',
  },

  /** Points in mm of the world, RAS, each with a type, which is a whole number. `place` counts from 1. */
  points: {
    type: 'type',
    coordinate: (axis: string, place: number, field: string) => `${axis} of point ${place} of ${field}, mm RAS`,
    typeOf: (place: number, field: string) => `Type of point ${place} of ${field}, a whole number`,
    removeOf: (place: number, field: string) => `Remove point ${place} of ${field}`,
    remove: (place: number) => `Remove point ${place}`,
    add: 'Add',
    /** Follows "Add" for who does not see the field beside it. */
    addTo: (label: string) => ` a point to ${label}`,
    firstOf: (shown: number, count: number) => `the first ${shown} of ${count} points`,
    count: (count: number) => (count === 1 ? '1 point' : `${count} points`),
    asText: 'As text',
  },

  /** The button of a module that makes a file. */
  save: {
    computing: 'Computing…',
    saved: (fileName: string, size: string) => `Saved ${fileName} (${size})`,
  },
} as const;
