// Mantine parts that only the composer uses; the rest is in ../styles.ts.
import '@mantine/core/styles/Combobox.layer.css';
import '@mantine/core/styles/Progress.layer.css';
