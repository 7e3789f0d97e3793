using System.Text.RegularExpressions;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.Data;

/// <summary>One SQL text for both databases: no syntax that only one accepts or that they interpret differently.</summary>
public sealed partial class SqlSyntaxTests
{
    private static readonly string[] Never =
    [
        @"\blimit\s+[@\d]",
        @"\btop\s*\(",
        @"\boffset\b",
        @"\bfetch\s+next\b",
        @"\|\|",
        @"\breturning\b",
        @"\bon\s+conflict\b",
        @"\binsert\s+or\b",
        @"\boutput\b",
        @"\bmerge\s+into\b",
        @"\bisnull\s*\(",
        @"\bifnull\s*\(",
        @"\blen\s*\(",
        @"\blength\s*\(",
        @"\bgetutcdate\b",
        @"\bgetdate\b",
        @"\bdatetime\s*\(",
        @"\bdatediff\b",
        @"\bgroup_concat\b",
        @"\bceiling\b",
        @"\bdbo\.",
        @"\bnulls\s+(last|first)\b",
        @"\bfilter\s*\(",
        @"select\s+\*",
        @"\bnolock\b",
        @"\bglob\b",
        @"=\s*(true|false)\b",
        "\"",
        @"\bautoincrement\b",
        @"\bidentity\b",
    ];

    // Not common to both databases: the dialect's own statements.
    private static readonly string[] DialectOwn = ["Dialect.cs"];

    [Fact]
    public void SQL_texts_use_no_syntax_that_only_one_database_reads()
    {
        var texts = SourceTexts().ToList();
        Assert.True(texts.Count > 150, $"Only {texts.Count} SQL texts were found; the search is broken");
        var wrong =
            from text in texts
            from pattern in Never
            where Regex.IsMatch(text.Sql, pattern)
            select $"{text.File}: {pattern} in {text.Sql[..Math.Min(90, text.Sql.Length)]}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void Migrations_use_no_syntax_that_only_one_database_reads()
    {
        var wrong =
            from file in Directory.EnumerateFiles(Repository.File("db", "migrations"), "*.sql")
            let text = Comment().Replace(File.ReadAllText(file), "")
            from pattern in Never.Append(@"\bnvarchar\s*\(\s*max").Append(@"\bif\s+not\s+exists\b").Append(@"\badd\s+column\b")
            where Regex.IsMatch(text, pattern, RegexOptions.IgnoreCase)
            select $"{Path.GetFileName(file)}: {pattern}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void Writes_without_an_audit_entry_appear_only_in_the_listed_housekeeping_files()
    {
        string[] allowed =
        [
            "Db.cs",
            "OutboxSender.cs",
            "Alerts.cs",
            "DatabaseKeyRing.cs",
            "MakeLetters.cs",
            "MatchIndex.cs",
            "FetchExtracts.cs", // when a register was last asked for, and what came
            "PlanChecks.cs", // when it last looked, so that what changes meanwhile is found by the next run
            "RaiseCspAlarms.cs", // when it last looked, which its page says
            "TellOfOpening.cs",
            "ImportRegister.cs",
            "LoadFunderGrants.cs", // a part of a file, which counts when the change has all of it
            "GiveBankDetails.cs",
            "OpenSession.cs",
            "RecordSignIn.cs",
            "LockoutCounter.cs",
            "CheckSignInCode.cs",
            "SourceHash.cs",
            "LeaseTakeover.cs",
            "JobLeases.cs",
            "Heartbeat.cs",
            "TellWhatWaits.cs",
            "MakeBundles.cs", // how far it is
            "EraseRecords.cs",
            "ProposeErasures.cs", // when it last looked
            "BackupRuns.cs", // that it was begun, so that a killed one is not begun again at once
            "RestoreBackup.cs",
        ];
        var callers = Source()
            .Where(file => File.ReadAllText(file).Contains("HousekeepAsync", StringComparison.Ordinal))
            .Select(Path.GetFileName);
        Assert.Empty(callers.Except(allowed));
    }

    [Fact]
    public void The_result_of_a_change_is_passed_over_by_jobs_and_verbs_only()
    {
        // Nobody sends these a form. A page that passed over a refusal would say that something was done.
        string[] allowed =
        [
            "UploadScanner.cs",
            "WatchPortal.cs",
            "MakeBundles.cs",
            "PlanChecks.cs",
            "RaiseCspAlarms.cs",
            "RaiseMoneyAlarms.cs",
            "EraseApproved.cs",
            "ImportRegister.cs",
            "RegisterSearches.cs",
            "RemindOfReleases.cs",
            "LoadDemonstrationCsp.cs",
            "ReceiveEmail.cs",
        ];
        var callers = Source().Where(file => PassedOver().IsMatch(File.ReadAllText(file))).Select(Path.GetFileName);
        Assert.Equal(allowed.Order(), callers.Order());
    }

    [Fact]
    public void The_SQL_syntax_search_finds_what_it_should()
    {
        Assert.Contains(Never, pattern => Regex.IsMatch("select a from b limit 5", pattern));
        Assert.Contains(Never, pattern => Regex.IsMatch("select a || b from c", pattern));
        Assert.DoesNotContain(Never, pattern => Regex.IsMatch("select a from b where c = @limit", pattern));
    }

    private static IEnumerable<string> Source() =>
        Directory
            .EnumerateFiles(Repository.File("src"), "*.cs", SearchOption.AllDirectories)
            .Where(file =>
                !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                && !DialectOwn.Contains(Path.GetFileName(file))
            );

    private static IEnumerable<(string File, string Sql)> SourceTexts() =>
        from file in Source()
        from Match match in Literal().Matches(File.ReadAllText(file))
        let text = match.Groups["raw"].Success ? match.Groups["raw"].Value : match.Groups["plain"].Value
        where Statement().IsMatch(text)
        select (Path.GetFileName(file), text);

    [GeneratedRegex("\"\"\"(?<raw>.*?)\"\"\"|\"(?<plain>(?:[^\"\\\\\\n]|\\\\.)*)\"", RegexOptions.Singleline)]
    private static partial Regex Literal();

    [GeneratedRegex(@"^\s*(select |insert into |update \w+ |update \w+\s+set |delete from |with \w+ as )", RegexOptions.None)]
    private static partial Regex Statement();

    [GeneratedRegex(@"^\s*(_ = )?await \w+\.ChangeAsync\b", RegexOptions.Multiline)]
    private static partial Regex PassedOver();

    [GeneratedRegex("--.*")]
    private static partial Regex Comment();
}
