package org.journeyguard.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles what a page shows, with the libraries that an application has. */
final class SourceCode {
    private SourceCode() {}

    /**
     * Compiles one source.
     *
     * @param type name of its public type
     * @param code all of it
     * @return the class files by name
     * @throws AssertionError with what the compiler says
     */
    static Map<String, byte[]> compile(String type, String code) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        Map<String, ByteArrayOutputStream> classes = new HashMap<>();
        List<String> options =
                List.of("-proc:none", "--release", "17", "-classpath", System.getProperty("java.class.path"));
        try (JavaFileManager files = new InMemory(compiler.getStandardFileManager(said, Locale.ROOT, null), classes)) {
            boolean isCompiled = compiler.getTask(null, files, said, options, null, List.of(new Source(type, code)))
                    .call();
            if (!isCompiled) {
                throw new AssertionError(said.getDiagnostics().stream()
                        .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
                        .map(each -> "line " + each.getLineNumber() + ": " + each.getMessage(Locale.ROOT))
                        .collect(Collectors.joining("\n", "\n", "\n" + code)));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return classes.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> each.getValue().toByteArray()));
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String code;

        Source(String type, String code) {
            super(URI.create("string:///" + type + Kind.SOURCE.extension), Kind.SOURCE);
            this.code = code;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return code;
        }
    }

    private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> classes;

        InMemory(JavaFileManager files, Map<String, ByteArrayOutputStream> classes) {
            super(files);
            this.classes = classes;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("memory:///" + name.replace('.', '/') + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    ByteArrayOutputStream out = new ByteArrayOutputStream();
                    classes.put(name, out);
                    return out;
                }
            };
        }
    }
}
