//! The tests of `helm/helpdesk` are in `tests/chart`: each property of the chart is one test over every values file.
