import { places, postDoors } from './address-places.ts';
import { testAddresses } from './address-matrix.ts';

// The way of posts.create is tested with every change.
testAddresses(postDoors.filter((door) => door !== 'posts.create').flatMap(places));
