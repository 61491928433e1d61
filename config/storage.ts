import { environment } from './environment';
import { s3Storage } from './environment/s3';

/** Where uploaded files are kept: in S3, or, when that is null, on the disk of this server. */
export default { s3: s3Storage(environment()) };
