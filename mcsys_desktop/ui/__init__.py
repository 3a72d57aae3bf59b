"""The screens: what people see and touch. They ask services, on another thread, and never query."""
