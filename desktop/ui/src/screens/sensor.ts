/** Heart rate in bpm out of a Heart Rate Measurement (Bluetooth Heart Rate Service 1.0, section 3.1); `null` when there is none. */
export function heartRate(data: DataView): number | null {
  if (data.byteLength < 2) return null;
  const flags = data.getUint8(0);
  const wide = (flags & 1) === 1;
  if (wide && data.byteLength < 3) return null;
  // Contact is told by bits 1 and 2: supported but lost means that the value is none.
  if ((flags & 0b110) === 0b100) return null;
  const value = wide ? data.getUint16(1, true) : data.getUint8(1);
  return value === 0 ? null : value;
}

interface Characteristic extends EventTarget {
  value?: DataView;
  startNotifications(): Promise<unknown>;
}

interface Bluetooth {
  requestDevice(
    options: unknown,
  ): Promise<{
    gatt: {
      connect(): Promise<{
        getPrimaryService(name: string): Promise<{ getCharacteristic(name: string): Promise<Characteristic> }>;
      }>;
      disconnect(): void;
    };
  }>;
}

const bluetooth = (): Bluetooth | undefined => (navigator as unknown as { bluetooth?: Bluetooth }).bluetooth;

/** Whether this browser can reach a heart-rate sensor at all. */
export const canSense = (): boolean => bluetooth() !== undefined;

/** Asks for a sensor and hands over each reading; resolves to how to let it go. */
export async function sense(on: (bpm: number | null) => void): Promise<() => void> {
  const device = await bluetooth()!.requestDevice({ filters: [{ services: ["heart_rate"] }] });
  const server = await device.gatt.connect();
  const measurement = await (await server.getPrimaryService("heart_rate")).getCharacteristic("heart_rate_measurement");
  measurement.addEventListener(
    "characteristicvaluechanged",
    () => measurement.value && on(heartRate(measurement.value)),
  );
  await measurement.startNotifications();
  return () => device.gatt.disconnect();
}
