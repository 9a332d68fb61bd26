module agent-core-example

go 1.19
