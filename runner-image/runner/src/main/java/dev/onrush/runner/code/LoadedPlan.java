package dev.onrush.runner.code;

import dev.onrush.contract.plan.Plan;
import dev.onrush.contract.plan.PlanFiles;
import dev.onrush.contract.plan.UserClass;
import java.util.List;

/** A plan that was read and found right, declared or in code. */
public sealed interface LoadedPlan {
    PlanFiles files();

    /** The user classes as far as dispatch needs to know them; those of a plan in code have no tasks here. */
    List<UserClass> classes();

    /** How often each task of a class is picked. @throws NoSuchElementException when there is no such class */
    List<TaskShare> tasks(String userClass);

    /** A plan in YAML. */
    record Declared(PlanFiles files, Plan plan) implements LoadedPlan {
        @Override
        public List<UserClass> classes() {
            return plan.users();
        }

        @Override
        public List<TaskShare> tasks(String userClass) {
            return plan.users().stream()
                    .filter(known -> known.name().equals(userClass))
                    .findFirst()
                    .map(TaskShare::of)
                    .orElseThrow();
        }
    }

    /** A plan in Java. */
    record Coded(PlanFiles files, CodedPlan plan) implements LoadedPlan {
        @Override
        public List<UserClass> classes() {
            return plan.classes().stream().map(CodedClass::outline).toList();
        }

        @Override
        public List<TaskShare> tasks(String userClass) {
            return plan.classes().stream()
                    .filter(known -> known.name().equals(userClass))
                    .findFirst()
                    .map(known -> TaskShare.of(known.root()))
                    .orElseThrow();
        }
    }
}
