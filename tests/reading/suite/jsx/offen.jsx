import { Link } from '@react-email/components';
export const O = () => <div><Link href="https://ok.example/">Gut</Link>{a && (<Link href={b}>Auch</Link>
