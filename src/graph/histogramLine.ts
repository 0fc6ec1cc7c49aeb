/**
 * What a number is among the values of the first image input, so that it can be chosen as a line in a histogram of them: `split` parts them
 * in two, `lower` and `upper` are the ends of a band, `center` and `width` give a band otherwise; `bins` is how many bars the histogram has.
 */
export interface HistogramLine {
  readonly role: 'split' | 'lower' | 'upper' | 'center' | 'width' | 'bins';
  /** While this parameter is true, the number is a fraction of the way from the least value to the greatest. */
  readonly fractionWhile?: string;
}
