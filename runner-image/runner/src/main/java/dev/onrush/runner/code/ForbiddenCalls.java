package dev.onrush.runner.code;

import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.input.Problem;
import dev.onrush.runner.code.SourceCompiler.Compiled;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds calls that would end the whole process instead of the test. It catches slips, not malice: reflection gets past it. */
final class ForbiddenCalls {
    private static final Set<String> CALLS =
            Set.of("java/lang/System.exit", "java/lang/Runtime.exit", "java/lang/Runtime.halt");

    private ForbiddenCalls() {}

    static void check(Map<String, Compiled> classes) throws InvalidInputException {
        List<Problem> problems = new ArrayList<>();
        for (Compiled compiled : classes.values()) {
            ClassModel model = ClassFile.of().parse(compiled.bytes());
            for (MethodModel method : model.methods()) {
                method.code().ifPresent(code -> {
                    int line = 0;
                    for (CodeElement element : code) {
                        if (element instanceof LineNumber number) {
                            line = number.line();
                        } else if (element instanceof InvokeInstruction call && isForbidden(call)) {
                            problems.add(
                                    new Problem(
                                            compiled.source(),
                                            line,
                                            "",
                                            "would end the whole process; environment.stopTest ends the test, stopUser a user"));
                        }
                    }
                });
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
    }

    private static boolean isForbidden(InvokeInstruction call) {
        return CALLS.contains(call.owner().asInternalName() + "." + call.name().stringValue());
    }
}
