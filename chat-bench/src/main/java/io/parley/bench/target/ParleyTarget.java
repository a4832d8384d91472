package io.parley.bench.target;

import io.parley.bench.load.LoadException;
import io.parley.bench.machine.ProcessTrees;
import io.parley.bench.wire.Account;
import io.parley.bench.wire.Dialect;
import io.parley.bench.wire.Number48;
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
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The packaged services of this checkout. Chats are spread over two applications. */
public final class ParleyTarget implements Target {
    private static final int APPLICATIONS = 2;
    private static final int AT_ONCE = 8;
    private static final String STORED =
            """
            select count(distinct client_id) from message
             where client_id > ? and client_id <= ? and text like client_id || '%' and length(text) = 100
            """;

    private final ParleyStack stack;
    private final List<Population.Person> people;
    private final List<ApplicationClient> applications = new ArrayList<>();

    private ParleyTarget(ParleyStack stack, List<Population.Person> people) {
        this.stack = stack;
        this.people = people;
    }

    /** Starts it, with so many users. */
    public static ParleyTarget start(Checkout checkout, int users) {
        ParleyStack stack = new ParleyStack(checkout);
        try {
            stack.start();
            Population population = new Population(stack.keycloak());
            ParleyTarget target = new ParleyTarget(stack, population.people(users));
            for (int i = 0; i < APPLICATIONS; i++) {
                target.applications.add(target.provision(population.ownerToken(), "Load " + i));
            }
            return target;
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    private ApplicationClient provision(String owner, String name) {
        Applications.Provisioned provisioned = client(owner)
                .provision(new Applications.Create(name, Applications.Access.MEMBERS));
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
    public List<InetSocketAddress> sockets() {
        URI gateway = stack.uri(Service.REALTIME);
        return List.of(new InetSocketAddress(gateway.getHost(), gateway.getPort()));
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
    public List<List<Account>> chats(String prefix, int chats, int members) {
        if (chats * members > people.size()) {
            throw new LoadException("%d users are not enough for %d chats of %d".formatted(people.size(), chats, members));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<List<Account>>> made = new ArrayList<>();
            for (int i = 0; i < chats; i++) {
                int number = i;
                List<Population.Person> seats = people.subList(i * members, (i + 1) * members);
                made.add(threads.submit(
                        () -> chat(applications.get(number % APPLICATIONS), prefix + "-" + number, seats)));
            }
            List<List<Account>> all = new ArrayList<>();
            for (Future<List<Account>> chat : made) {
                all.add(chat.get());
            }
            return all;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoadException("interrupted");
        } catch (java.util.concurrent.ExecutionException e) {
            throw new LoadException("Chats could not be made: " + e.getCause().getMessage());
        }
    }

    private static List<Account> chat(ApplicationClient application, String id, List<Population.Person> members) {
        application.createChat(new Chats.Create(id, null));
        return members.stream()
                .map(member -> {
                    application.chat(id).subscribe(new Chats.Subscribe(member.id(), null, Role.MEMBER));
                    return new Account(member.id(), member.token(), application.id().toString(), List.of(id));
                })
                .toList();
    }

    @Override
    public long stored(long base, long count) {
        Endpoint.Postgres postgres = stack.postgres();
        try (Connection connection = DriverManager.getConnection(
                        postgres.jdbcUrl(Installation.DEFAULT.database()), postgres.user(), postgres.password());
                PreparedStatement statement = connection.prepareStatement(STORED)) {
            statement.setString(1, Number48.text(base));
            statement.setString(2, Number48.text(base + count));
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        } catch (SQLException e) {
            throw new LoadException("PostgreSQL cannot be read: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        stack.close();
    }
}
