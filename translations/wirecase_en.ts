<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en">
<context>
    <name>wirecase::AlertDetailsPane</name>
    <message numerus="yes">
        <source>Related operations · %n</source>
        <comment>events of the same operation</comment>
        <translation>
            <numerusform>Related operations · %n</numerusform>
            <numerusform>Related operations · %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wirecase::AlertsPane</name>
    <message numerus="yes">
        <source>No rule matched any of the %n event(s) of the activity log.</source>
        <translation>
            <numerusform>No rule matched the one event of the activity log.</numerusform>
            <numerusform>No rule matched any of the %n events of the activity log.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n alert(s) outside the scope.</source>
        <translation>
            <numerusform>%n alert outside the scope.</numerusform>
            <numerusform>%n alerts outside the scope.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n open</source>
        <translation>
            <numerusform>%n open</numerusform>
            <numerusform>%n open</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wirecase::CallerFacts</name>
    <message numerus="yes">
        <source>%n operation(s)</source>
        <translation>
            <numerusform>%n operation</numerusform>
            <numerusform>%n operations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n role assignment(s)</source>
        <translation>
            <numerusform>%n role assignment</numerusform>
            <numerusform>%n role assignments</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n event</numerusform>
            <numerusform>%n events</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wirecase::CaptureReader</name>
    <message numerus="yes">
        <source>%1; %2 bytes could not be read after %n packet(s)</source>
        <extracomment>%1 is what is wrong, a sentence without a full stop; %2 the number of bytes that were not read</extracomment>
        <translation>
            <numerusform>%1; %2 bytes could not be read after %n packet</numerusform>
            <numerusform>%1; %2 bytes could not be read after %n packets</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wirecase::CaptureStreamCommand</name>
    <message numerus="yes">
        <source>%n secret(s) lie readable in this stream.</source>
        <translation>
            <numerusform>%n secret lies readable in this stream.</numerusform>
            <numerusform>%n secrets lie readable in this stream.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wirecase::CoveragePane</name>
    <message numerus="yes">
        <source>None of the %n event(s) of the activity log starts an interception.</source>
        <translation>
            <numerusform>The one event of the activity log starts no interception.</numerusform>
            <numerusform>None of the %n events of the activity log starts an interception.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n caught by no rule</source>
        <translation>
            <numerusform>%n caught by no rule</numerusform>
            <numerusform>%n caught by no rule</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wirecase::DataTable</name>
    <message numerus="yes">
        <source>Copy %n row(s)</source>
        <translation>
            <numerusform>Copy row</numerusform>
            <numerusform>Copy %n rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wirecase::Dissection</name>
    <message numerus="yes">
        <source>%n bytes of data</source>
        <translation>
            <numerusform>%n byte of data</numerusform>
            <numerusform>%n bytes of data</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Data (%n bytes)</source>
        <translation>
            <numerusform>Data (%n byte)</numerusform>
            <numerusform>Data (%n bytes)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Body: %n bytes in this packet</source>
        <translation>
            <numerusform>Body: %n byte in this packet</numerusform>
            <numerusform>Body: %n bytes in this packet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more bytes</source>
        <translation>
            <numerusform>%n more byte</numerusform>
            <numerusform>%n more bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Options: (%n bytes)</source>
        <translation>
            <numerusform>Options: (%n byte)</numerusform>
            <numerusform>Options: (%n bytes)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wirecase::EventDetails</name>
    <message numerus="yes">
        <source>The event stands in %n record(s) of the evidence</source>
        <comment>the tooltip of a list of records</comment>
        <translation>
            <numerusform>The event stands in %n record of the evidence</numerusform>
            <numerusform>The event stands in %n records of the evidence</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wirecase::EvidencePane</name>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s)</source>
        <translation>
            <numerusform>%n problem</numerusform>
            <numerusform>%n problems</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wirecase::EvidenceTableModel</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wirecase::ExceptionDialog</name>
    <message numerus="yes">
        <source>It is being tried on %n event(s)…</source>
        <translation>
            <numerusform>It is being tried on %n event…</numerusform>
            <numerusform>It is being tried on %n events…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It would silence %n alert(s) and leave %1.</source>
        <translation>
            <numerusform>It would silence %n alert and leave %1.</numerusform>
            <numerusform>It would silence %n alerts and leave %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of those left would stand for fewer events.</source>
        <translation>
            <numerusform>%n of those left would stand for fewer events.</numerusform>
            <numerusform>%n of those left would stand for fewer events.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them are true positives by your verdict.</source>
        <translation>
            <numerusform>%n of them is a true positive by your verdict.</numerusform>
            <numerusform>%n of them are true positives by your verdict.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wirecase::ExceptionLine</name>
    <message numerus="yes">
        <source>none of %n</source>
        <comment>of so many exceptions</comment>
        <translation>
            <numerusform>not the one for this rule</numerusform>
            <numerusform>none of %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wirecase::ExceptionsPane</name>
    <message numerus="yes">
        <source>%n loaded</source>
        <translation>
            <numerusform>%n loaded</numerusform>
            <numerusform>%n loaded</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n draft(s)</source>
        <translation>
            <numerusform>%n draft</numerusform>
            <numerusform>%n drafts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wirecase::ExposedFacts</name>
    <message numerus="yes">
        <source>none found in %n captured conversation(s)</source>
        <translation>
            <numerusform>none found in %n captured conversation</numerusform>
            <numerusform>none found in %n captured conversations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n account(s)</source>
        <translation>
            <numerusform>%n account</numerusform>
            <numerusform>%n accounts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n server(s)</source>
        <translation>
            <numerusform>%n server</numerusform>
            <numerusform>%n servers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>password sent %n time(s)</source>
        <translation>
            <numerusform>password sent once</numerusform>
            <numerusform>password sent %n times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more, not listed</source>
        <translation>
            <numerusform>%n more, not listed</numerusform>
            <numerusform>%n more, not listed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wirecase::GuidePoint</name>
    <message numerus="yes">
        <source>%n pin(s)</source>
        <translation>
            <numerusform>%n pin</numerusform>
            <numerusform>%n pins</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n note(s)</source>
        <translation>
            <numerusform>%n note</numerusform>
            <numerusform>%n notes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wirecase::IoLanes</name>
    <message numerus="yes">
        <source>%n packet(s)</source>
        <translation>
            <numerusform>%n packet</numerusform>
            <numerusform>%n packets</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wirecase::JournalPane</name>
    <message numerus="yes">
        <source>%n act(s)</source>
        <translation>
            <numerusform>%n act</numerusform>
            <numerusform>%n acts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wirecase::JournalTableModel</name>
    <message numerus="yes">
        <source>%n pin(s)</source>
        <translation>
            <numerusform>%n pin</numerusform>
            <numerusform>%n pins</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wirecase::MainWindow</name>
    <message numerus="yes">
        <source>%1 of %n evidence file(s) verified</source>
        <translation>
            <numerusform>%1 of %n evidence file verified</numerusform>
            <numerusform>%1 of %n evidence files verified</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln packet(s)</source>
        <translation>
            <numerusform>%Ln packet</numerusform>
            <numerusform>%Ln packets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln flow record(s)</source>
        <translation>
            <numerusform>%Ln flow record</numerusform>
            <numerusform>%Ln flow records</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln event(s)</source>
        <translation>
            <numerusform>%Ln event</numerusform>
            <numerusform>%Ln events</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wirecase::Output</name>
    <message numerus="yes">
        <source>%1: and %n more problem(s)</source>
        <translation>
            <numerusform>%1: and %n more problem</numerusform>
            <numerusform>%1: and %n more problems</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wirecase::PacketDetailsPane</name>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n byte</numerusform>
            <numerusform>%n bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s) captured</source>
        <translation>
            <numerusform>%n byte captured</numerusform>
            <numerusform>%n bytes captured</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wirecase::PinList</name>
    <message numerus="yes">
        <source>%n record(s)</source>
        <translation>
            <numerusform>%n record</numerusform>
            <numerusform>%n records</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wirecase::PlanDialog</name>
    <message numerus="yes">
        <source>%n file(s) found</source>
        <translation>
            <numerusform>%n file found</numerusform>
            <numerusform>%n files found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n could not be looked at</source>
        <translation>
            <numerusform>%n could not be looked at</numerusform>
            <numerusform>%n could not be looked at</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Read %n file(s)</source>
        <translation>
            <numerusform>Read %n file</numerusform>
            <numerusform>Read %n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wirecase::RuleFacts</name>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n event</numerusform>
            <numerusform>%n events</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n alert(s)</source>
        <translation>
            <numerusform>%n alert</numerusform>
            <numerusform>%n alerts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) in all</source>
        <translation>
            <numerusform>%n event in all</numerusform>
            <numerusform>%n events in all</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) with the same %1</source>
        <translation>
            <numerusform>%n event with the same %1</numerusform>
            <numerusform>%n events with the same %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n beside the query</source>
        <translation>
            <numerusform>%n beside the query</numerusform>
            <numerusform>%n beside the query</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>every %1, from %2 to %3, at most %n alert(s)</source>
        <translation>
            <numerusform>every %1, from %2 to %3, at most %n alert</numerusform>
            <numerusform>every %1, from %2 to %3, at most %n alerts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n of them missed by Elastic</source>
        <translation>
            <numerusform>, %n of them missed by Elastic</numerusform>
            <numerusform>, %n of them missed by Elastic</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s) of overlapping windows dropped</source>
        <translation>
            <numerusform>%n finding of overlapping windows dropped</numerusform>
            <numerusform>%n findings of overlapping windows dropped</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wirecase::RulesPane</name>
    <message numerus="yes">
        <source>%n file(s) with problems</source>
        <translation>
            <numerusform>%n file with problems</numerusform>
            <numerusform>%n files with problems</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wirecase::ScheduleBox</name>
    <message numerus="yes">
        <source>At its interval the rule misses %n alert(s) that it raises here.</source>
        <translation>
            <numerusform>At its interval the rule misses %n alert that it raises here.</numerusform>
            <numerusform>At its interval the rule misses %n alerts that it raises here.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wirecase::SessionFacts</name>
    <message numerus="yes">
        <source>%n capture file(s) linked</source>
        <translation>
            <numerusform>%n capture file linked</numerusform>
            <numerusform>%n capture files linked</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n flow-log file(s)</source>
        <translation>
            <numerusform>%n flow-log file</numerusform>
            <numerusform>%n flow-log files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wirecase::StatusStrip</name>
    <message numerus="yes">
        <source>%1, %n more</source>
        <translation>
            <numerusform>%1, %n more</numerusform>
            <numerusform>%1, %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wirecase::StepFacts</name>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n event</numerusform>
            <numerusform>%n events</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>on %n other day(s), at the same time of day</source>
        <translation>
            <numerusform>on %n other day, at the same time of day</numerusform>
            <numerusform>on %n other days, at the same time of day</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>on %n other day(s)</source>
        <translation>
            <numerusform>on %n other day</numerusform>
            <numerusform>on %n other days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wirecase::StepFactsBox</name>
    <message numerus="yes">
        <source>Pin as evidence: cite the %n record(s) that say this</source>
        <translation>
            <numerusform>Pin as evidence: cite the record that says this</numerusform>
            <numerusform>Pin as evidence: cite the %n records that say this</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wirecase::StreamPane</name>
    <message numerus="yes">
        <source>%n secret(s)</source>
        <translation>
            <numerusform>%n secret</numerusform>
            <numerusform>%n secrets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n secret(s) of the conversation may lie readable in it.</source>
        <translation>
            <numerusform>%n secret of the conversation may lie readable in it.</numerusform>
            <numerusform>%n secrets of the conversation may lie readable in it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wirecase::TimelineLanes</name>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n event</numerusform>
            <numerusform>%n events</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n packet(s)</source>
        <translation>
            <numerusform>%1, %n packet</numerusform>
            <numerusform>%1, %n packets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n flow(s) denied</source>
        <translation>
            <numerusform>%n flow denied</numerusform>
            <numerusform>%n flows denied</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wirecase::TrafficFacts</name>
    <message numerus="yes">
        <source>%n conversation(s)</source>
        <translation>
            <numerusform>%n conversation</numerusform>
            <numerusform>%n conversations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n flow(s)</source>
        <translation>
            <numerusform>%n flow</numerusform>
            <numerusform>%n flows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wirecase::TriageCommand</name>
    <message numerus="yes">
        <source>Not read: %n more file(s).</source>
        <translation>
            <numerusform>Not read: %n more file.</numerusform>
            <numerusform>Not read: %n more files.</numerusform>
        </translation>
    </message>
</context>
</TS>
