// The parts of a dataset, in the order they are listed: for the page, which imports nothing of src/text itself.

export { type PartName, partNames } from '../../text/split';
