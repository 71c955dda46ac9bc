# The panes of the Rules view.
foreach(name IN ITEMS rulefacts rulespanes exceptions)
    wirecase_add_test(tst_${name} LIBRARIES wirecase::panes triagecase)
endforeach()
