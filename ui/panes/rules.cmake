# What the Rules view shows: rules, one rule, interceptions, exceptions.
set(pane_rules_sources
    ruletext.cpp ruletext.h)
