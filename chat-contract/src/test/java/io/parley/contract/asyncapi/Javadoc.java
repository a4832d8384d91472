package io.parley.contract.asyncapi;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** What the contract's sources say of its records, so that a description stands in one place only. */
final class Javadoc {
    /** Of a type, and of its record components. */
    record Doc(String body, Map<String, String> components) {
        static final Doc NONE = new Doc("", Map.of());
    }

    /** By simple name with those of the enclosing types: {@code ServerFrame.Ready}. */
    private final Map<String, Doc> docs = new HashMap<>();

    static Javadoc of(Path sources) {
        Javadoc javadoc = new Javadoc();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
                Stream<Path> paths = Files.walk(sources)) {
            List<Path> java =
                    paths.filter(path -> path.toString().endsWith(".java")).toList();
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(java));
            DocTrees trees = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                javadoc.new Collector(trees).scan(unit, "");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return javadoc;
    }

    Doc of(Class<?> type) {
        String name = type.getCanonicalName().substring(type.getPackageName().length() + 1);
        return docs.getOrDefault(name, Doc.NONE);
    }

    private final class Collector extends TreePathScanner<Void, String> {
        private final DocTrees trees;

        private Collector(DocTrees trees) {
            this.trees = trees;
        }

        @Override
        public Void visitClass(ClassTree type, String enclosing) {
            String name = enclosing + type.getSimpleName();
            DocCommentTree comment = trees.getDocCommentTree(getCurrentPath());
            if (comment != null) {
                docs.put(name, new Doc(text(comment.getFullBody()), components(comment)));
            }
            return super.visitClass(type, name + ".");
        }
    }

    private static Map<String, String> components(DocCommentTree comment) {
        return comment.getBlockTags().stream()
                .filter(ParamTree.class::isInstance)
                .map(ParamTree.class::cast)
                .collect(Collectors.toMap(
                        param -> param.getName().toString(), param -> sentence(text(param.getDescription()))));
    }

    private static String text(List<? extends DocTree> parts) {
        String raw = parts.stream().map(Javadoc::text).collect(Collectors.joining());
        return raw.replaceAll("[ \\t]*\\n[ \\t]*", " ")
                .replaceAll(" *¶ *", "\n\n")
                .strip();
    }

    private static String text(DocTree part) {
        return switch (part) {
            case LiteralTree literal -> "`" + literal.getBody().getBody() + "`";
            case LinkTree link
            when link.getLabel().isEmpty() -> "`" + simple(link.getReference().getSignature()) + "`";
            case LinkTree link -> text(link.getLabel());
            case StartElementTree element when element.getName().contentEquals("p") -> "¶";
            default -> part.toString();
        };
    }

    private static String simple(String reference) {
        return reference.substring(Math.max(reference.lastIndexOf('.'), reference.lastIndexOf('#')) + 1);
    }

    private static String sentence(String words) {
        return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
