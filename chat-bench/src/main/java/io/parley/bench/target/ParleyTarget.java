package io.parley.bench.target;

import io.parley.bench.load.LoadException;
import io.parley.bench.machine.ProcessTrees;
import io.parley.bench.wire.Account;
import io.parley.bench.wire.Dialect;
import io.parley.bench.wire.ParleyDialect;
import io.parley.client.ApplicationClient;
import io.parley.client.ParleyClient;
import io.parley.contract.Role;
import io.parley.contract.rest.Applications;
import io.parley.contract.rest.Chats;
import io.parley.stack.layout.Checkout;
import io.parley.stack.server.Endpoint;
import io.parley.stack.service.Installation;
import io.parley.stack.service.Service;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The packaged services of this checkout. Chats are spread over two applications. */
public final class ParleyTarget implements Target {
    private static final int APPLICATIONS = 2;
    private static final int AT_ONCE = 8;
    /** The client's id is compared too: it is what makes a message one. */
    private static final String MESSAGES = "select text from message where text like client_id || '%'";

    private final ParleyStack stack;
    private final Realm realm;
    private final List<Population.Person> people;
    private final List<ApplicationClient> applications = new ArrayList<>();
    private final Map<Layout, List<List<Account>>> made = new LinkedHashMap<>();

    private ParleyTarget(ParleyStack stack, Realm realm) {
        this.stack = stack;
        this.realm = realm;
        this.people = realm.people();
    }

    /** Starts it with its servers, all empty. */
    public static ParleyTarget start(Checkout checkout, Realm realm) {
        ParleyStack stack = new ParleyStack(checkout, realm.endpoint());
        try {
            stack.start();
            ParleyTarget target = new ParleyTarget(stack, realm);
            for (int i = 0; i < APPLICATIONS; i++) {
                target.applications.add(target.provision(realm.ownerToken(), "Load " + i));
            }
            return target;
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    /** Makes one more application, with no chats. */
    public UUID provision(String name) {
        return provision(realm.ownerToken(), name).id();
    }

    /** The users, in no chat, with that application as their space. */
    public List<Account> users(UUID application) {
        return people.stream()
                .map(person -> new Account(person.id(), person.token(), application.toString(), List.of()))
                .toList();
    }

    /** Where PostgreSQL writes its log. */
    public Path postgresLog() {
        return stack.postgresLog();
    }

    private ApplicationClient provision(String owner, String name) {
        Applications.Provisioned provisioned =
                client(owner).provision(new Applications.Create(name, Applications.Access.MEMBERS));
        return client(provisioned.token()).application(provisioned.application().id());
    }

    private ParleyClient client(String token) {
        return ParleyClient.builder()
                .core(stack.uri(Service.CORE))
                .realtime(stack.uri(Service.REALTIME))
                .search(stack.uri(Service.INDEXER))
                .tokens(() -> token)
                .build();
    }

    @Override
    public String name() {
        return "parley";
    }

    @Override
    public String title() {
        return "Parley";
    }

    @Override
    public List<InetSocketAddress> sockets() {
        return List.of(address(Service.REALTIME));
    }

    @Override
    public Dialect dialect() {
        return new ParleyDialect();
    }

    @Override
    public ProcessTrees processes() {
        return stack.processes();
    }

    @Override
    public List<List<Account>> chats(Layout layout) {
        return made.computeIfAbsent(layout, this::make);
    }

    private List<List<Account>> make(Layout layout) {
        if (layout.lastUser() > people.size()) {
            throw new LoadException("%d users are not enough for %s chats".formatted(people.size(), layout));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<List<Account>>> chats = new ArrayList<>();
            for (int i = 0; i < layout.chats(); i++) {
                ApplicationClient application = applications.get(i % APPLICATIONS);
                String id = layout.chat(i);
                List<Population.Person> members =
                        layout.users(i).stream().map(people::get).toList();
                chats.add(threads.submit(() -> chat(application, id, members)));
            }
            List<List<Account>> all = new ArrayList<>();
            for (Future<List<Account>> chat : chats) {
                all.add(chat.get());
            }
            return all;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoadException("interrupted");
        } catch (ExecutionException e) {
            throw LoadException.of(e);
        }
    }

    private static List<Account> chat(ApplicationClient application, String id, List<Population.Person> members) {
        application.createChat(new Chats.Create(id, null));
        return members.stream()
                .map(member -> {
                    application.chat(id).subscribe(new Chats.Subscribe(member.id(), null, Role.MEMBER));
                    return new Account(
                            member.id(), member.token(), application.id().toString(), List.of(id));
                })
                .toList();
    }

    @Override
    public Optional<Stored> stored(long base, long count) {
        try (Connection connection = database()) {
            return Optional.of(StoredQuery.count(connection, MESSAGES, base, count));
        } catch (SQLException e) {
            throw new LoadException("PostgreSQL cannot be read: " + e.getMessage());
        }
    }

    /** A connection to the database of chat-core. */
    public Connection database() throws SQLException {
        Endpoint.Postgres postgres = stack.postgres();
        return DriverManager.getConnection(
                postgres.jdbcUrl(Installation.DEFAULT.database()), postgres.user(), postgres.password());
    }

    /** Where chat-core serves REST. */
    public InetSocketAddress rest() {
        return address(Service.CORE);
    }

    private InetSocketAddress address(Service service) {
        URI uri = stack.uri(service);
        return new InetSocketAddress(uri.getHost(), uri.getPort());
    }

    @Override
    public void close() {
        stack.close();
    }
}
