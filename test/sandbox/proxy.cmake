# The proxy that breaks connections between a client and a server.
add_library(fault_proxy STATIC
  fault_exchange.cpp
  fault_proxy.cpp
  fault_rule.cpp
  fault_rule_book.cpp
  http_wire.cpp
  tcp_listener.cpp
  tcp_socket.cpp)
target_include_directories(fault_proxy PUBLIC ${PROJECT_SOURCE_DIR}/test)
target_link_libraries(fault_proxy PUBLIC Threads::Threads PRIVATE pdhs-warnings)

pdhs_test(fault_proxy_test
  SOURCES fault_exchange_test.cpp fault_proxy_test.cpp fault_proxy_test_support.cpp fault_rule_test.cpp
  LIBRARIES fault_proxy dep::httplib)
