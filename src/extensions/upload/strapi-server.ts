import { addPlaceholder } from '../../images';

export default addPlaceholder;
