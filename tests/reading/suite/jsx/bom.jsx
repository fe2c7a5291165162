import { Link } from '@react-email/components';
export const B = () => <Link href="https://süd.example/">Süden ☀️</Link>;
