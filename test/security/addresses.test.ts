import { otherPlaces, places } from './address-places.ts';
import { testAddresses } from './address-matrix.ts';

testAddresses([...places('posts.create'), ...otherPlaces]);
