package io.parley.ledger.traffic;

import io.parley.ledger.evidence.Ledger;
import io.parley.ledger.part.Installation;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;

/** Everybody who writes and reads in a run. Safe for use by many threads. */
public final class Traffic implements AutoCloseable {
    private final World world;
    private final Ledger ledger;
    private final List<Device> devices = new ArrayList<>();
    private final List<Writer> writers = new ArrayList<>();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    private volatile boolean stopped;
    private volatile boolean givenUp;

    private Traffic(World world, Ledger ledger) {
        this.world = world;
        this.ledger = ledger;
    }

    /**
     * Makes applications, people and chats, and lets everybody begin.
     *
     * @param seed decides what everybody does
     * @param meanPauseMillis between two operations of one writer
     */
    public static Traffic begin(Installation installation, Ledger ledger, long seed, int meanPauseMillis) {
        Traffic traffic = new Traffic(World.create(installation), ledger);
        traffic.people(installation, seed, meanPauseMillis);
        traffic.devices.forEach(Device::start);
        traffic.writers.forEach(Writer::start);
        return traffic;
    }

    private void people(Installation installation, long seed, int meanPauseMillis) {
        Trespasser trespasser = new Trespasser(world.stranger(), world.tenants(), ledger, () -> givenUp);
        for (Tenant tenant : world.tenants()) {
            for (Person person : tenant.people()) {
                Device device = device(installation, tenant, person);
                String name = tenant.name() + "-" + person.name();
                Script script =
                        new Script(seed, name, tenant.chats(), tenant.people().size(), meanPauseMillis);
                writers.add(
                        new Writer(tenant, person, device, script, ledger, trespasser, () -> stopped, () -> givenUp));
            }
            // One has a second device, which only reads.
            device(installation, tenant, tenant.people().getLast());
        }
    }

    private Device device(Installation installation, Tenant tenant, Person person) {
        Device device = new Device(http, installation, tenant, person, ledger, devices.size());
        devices.add(device);
        return device;
    }

    public List<Tenant> tenants() {
        return world.tenants();
    }

    /** Whether every device has a socket and what it missed. */
    public boolean live() {
        return devices.stream().allMatch(Device::live);
    }

    /** Lets nobody begin anything new. */
    public void stop() {
        stopped = true;
    }

    /** Whether everything that was begun is answered, and every device is live and has read what it was told to read. */
    public boolean settled() {
        return writers.stream().allMatch(Writer::finished) && devices.stream().allMatch(Device::settled);
    }

    /** Whether the devices of that user have come this far in the chat. */
    public boolean reached(Tenant tenant, String user, String chat, long rev) {
        return devices.stream()
                .filter(device -> device.belongsTo(tenant, user))
                .allMatch(device -> device.known(chat) >= rev);
    }

    /** Gives up what is not answered, and ends all sockets. */
    public void end() {
        stopped = true;
        givenUp = true;
        devices.forEach(Device::close);
    }

    @Override
    public void close() {
        end();
        http.shutdownNow();
        world.close();
    }
}
