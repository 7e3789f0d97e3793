using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Awards;
using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Monitoring;
using Commissioning.Features.Applications;
using Commissioning.Platform.Documents;

namespace Commissioning.Features.Casework;

/// <summary>The file of a project as one paper, in the order in which things happened.</summary>
public static class ProjectPaper
{
    public static LetterDocument Of(ProjectFile.Contents file, Office office)
    {
        var project = file.Project;
        List<LetterBlock> blocks =
        [
            new Paragraph(
                $"Everything on record at {LondonTime.DateAndTime(file.At)} (UK time), word for word. Equality answers, account numbers and concerns are kept apart and are never part of this file. Numbers of people from 1 to {SmallNumbers.Fewest - 1} within a question about them are not shown."
            ),
            Facts(
                ("Reference", project.Reference),
                ("Organisation", project.Organisation),
                ("Round", file.Application.Copy.Round),
                ("Award", project.Amount.ToString()),
                ("Returned", project.GivenBack > Money.Zero ? project.GivenBack.ToString() : null),
                ("Project dates", Period(project.StartsOn, project.EndsOn)),
                ("Purpose as changed", project.Purpose),
                ("How it reduces crime", project.CrimeReductionReason),
                ("Prevention level", project.PreventionLevel),
                (
                    "Ended",
                    project.EndedAt is { } ended
                        ? $"{Words(project.EndedHow!)}, {LondonTime.DateAndTime(ended)}{By(project.EndedBy)}. {project.EndedReason}"
                        : "Not yet"
                )
            ),
            new Heading(2, "1. Application as it was sent"),
            new Paragraph($"SHA-256 of the copy: {file.Application.Application.CopySha256 ?? "none"}"),
        ];
        if (file.EarlierCopies.Count > 0)
            blocks.Add(
                new Bullets(
                    file.EarlierCopies.Select(copy =>
                            $"Changed at {LondonTime.DateAndTime(copy.AnsweredAt)}, because the office asked: {copy.Reason} Copy before the change: SHA-256 {copy.Sha256Before}"
                        )
                        .ToList()
                )
            );
        blocks.AddRange(
            CopyPaper
                .Of(file.Application.Copy, office)
                .Blocks.Select(block => block is Heading heading ? heading with { Level = heading.Level + 1 } : block)
        );
        blocks.Add(new Heading(2, "2. Due diligence"));
        blocks.Add(
            Table(
                "Checks",
                ["Check", "Result", "On", "By", "Valid until"],
                file.Checks.Select(check =>
                    Row(
                        check.Name,
                        Name(check.Status),
                        Day(check.CheckedOn),
                        check.CheckedOn is null ? "" : check.CheckedBy ?? "The portal",
                        Day(check.ExpiresOn)
                    )
                )
            )
        );
        blocks.Add(new Heading(2, "3. Agreed scores"));
        if (file.Meeting is { } meeting)
            blocks.Add(new Paragraph($"{meeting.Note}. Present: {meeting.Present}."));
        blocks.Add(
            Table(
                "Scores of 5",
                ["Criterion", "Weight", "Score", "Reason", "Agreed"],
                file.Scores.Select(score =>
                    Row(
                        score.Criterion,
                        Number(score.Weight),
                        new Fraction(score.Numerator, score.Denominator).ToString(2),
                        score.Reason,
                        $"{score.AgreedBy ?? "The portal"}, {LondonTime.Date(score.AgreedAt)}"
                    )
                ),
                1,
                2
            )
        );
        if (file.PassFailCriteria.Count > 0)
            blocks.Add(
                Table(
                    "Pass/fail criteria",
                    ["Pass/fail criterion", "Passed", "Reason"],
                    file.PassFailCriteria.Select(passFail => Row(passFail.Name, passFail.Passed ? "Yes" : "No", passFail.Reason))
                )
            );
        blocks.Add(new Heading(2, "4. Decision"));
        blocks.Add(
            Table(
                "Decisions",
                ["Number", "Outcome", "Amount", "By", "Reason and condition"],
                file.Decisions.Select(one =>
                    Row(
                        one.Number + (one.Corrects is null ? "" : $", corrects {one.Corrects}"),
                        one.Funded ? "Funded" : "Not funded",
                        one.Amount.ToString(),
                        $"{one.DecidedBy}, {LondonTime.DateAndTime(one.DecidedAt)}",
                        Join(one.Reason, one.Condition)
                    )
                ),
                2
            )
        );
        blocks.Add(new Heading(2, "5. Letters and acceptance"));
        blocks.Add(
            Table(
                "Letters",
                ["Letter", "Made", "Sent", "SHA-256"],
                file.Letters.Select(letter =>
                    Row(
                        Words(letter.Kind),
                        LondonTime.Date(letter.MadeAt),
                        letter.SentAt is { } sent ? LondonTime.DateAndTime(sent) : "Not sent",
                        InTwo(letter.Sha256)
                    )
                )
            )
        );
        blocks.Add(
            Facts(
                ("Offered", project.OfferedAt is { } offered ? LondonTime.DateAndTime(offered) : "Not yet"),
                ("To accept by", Day(project.AcceptBy)),
                (
                    "Accepted",
                    project.AcceptedAt is { } accepted
                        ? $"{Join(project.AcceptedName, project.AcceptedRole)}, {LondonTime.DateAndTime(accepted)}"
                        : "Not yet"
                ),
                ("Letter accepted, SHA-256", project.AcceptedSha256),
                ("Conditions", project.Conditions)
            )
        );
        blocks.Add(
            Table(
                "Questions about the offer",
                ["Question", "Asked", "Answer"],
                file.Questions.Select(one =>
                    Row(
                        one.Asked,
                        $"{one.AskedBy}, {LondonTime.Date(one.AskedAt)}",
                        one.AnsweredAt is { } at ? $"{one.Answer} ({one.AnsweredBy}, {LondonTime.Date(at)})" : "Not answered yet"
                    )
                )
            )
        );
        blocks.Add(
            Table(
                "Conditions",
                ["Condition", "When", "State", "Given", "Decided", "Note"],
                file.AwardConditions.Select(one =>
                    Row(
                        one.Name,
                        Words(one.Stage),
                        Words(one.State),
                        Moment(one.GivenAt),
                        one.DecidedAt is null ? "" : $"{one.DecidedBy}, {Moment(one.DecidedAt)}",
                        one.Note
                    )
                )
            )
        );
        blocks.Add(new Heading(2, "6. Changes"));
        if (file.Changes.Count == 0)
            blocks.Add(new Paragraph("None."));
        foreach (var change in file.Changes)
        {
            blocks.Add(new Heading(3, $"{VariationRules.Name(change.Kind)}, asked for on {LondonTime.Date(change.AskedAt)}"));
            blocks.Add(
                Facts(
                    ("Asked by", $"{change.AskedBy}{(change.AskedByOffice ? ", for the office" : "")}"),
                    ("Why", change.Reason),
                    ("Change asked for", string.Join('\n', change.Wanted.InWords())),
                    ("Before", string.Join('\n', change.Earlier?.About(change.Wanted).InWords() ?? [])),
                    ("State", Words(change.State)),
                    ("Decided", change.DecidedAt is null ? null : $"{change.DecidedBy}, {Moment(change.DecidedAt)}. {change.DecidedNote}")
                )
            );
        }
        blocks.Add(new Heading(2, "7. Money"));
        blocks.Add(
            Table(
                "Instalments",
                ["Due", "Amount", "Condition"],
                file.Instalments.Select(one =>
                    Row(
                        Day(one.DueOn) + (one.InArrears ? ", in arrears" : ""),
                        one.Amount.ToString(),
                        one.Condition is null
                            ? ""
                            : $"{one.Condition}{(one.MetAt is null ? " (not met yet)" : $" (met: {one.MetBy}, {Moment(one.MetAt)})")}"
                    )
                ),
                "Total",
                file.Instalments.Sum(one => one.Amount),
                1
            )
        );
        blocks.Add(
            Table(
                "Claims, receipt by receipt",
                ["Claimed", "Line", "Supplier", "Spent on", "Amount", "State"],
                file.Receipts.Select(one =>
                    Row(
                        LondonTime.Date(one.ClaimedAt),
                        one.Item,
                        one.Supplier,
                        Day(one.SpentOn),
                        one.Amount.ToString(),
                        Join(Words(one.State), one.DecidedBy, Moment(one.DecidedAt), one.DecidedNote)
                    )
                ),
                "Claimed in total",
                file.Receipts.Sum(one => one.Amount),
                4
            )
        );
        blocks.Add(
            Table(
                "Payments",
                ["For", "Amount", "Status", "Requested", "Decided", "Paid"],
                file.Payments.Select(one =>
                    Row(
                        one.Reason,
                        one.Amount.ToString(),
                        Words(one.Status),
                        Join(one.RequestedBy, Moment(one.RequestedAt)),
                        Join(one.DecidedBy, Moment(one.DecidedAt), one.DecidedNote),
                        Join(one.Batch, Day(one.PaidOn), one.ResultNote)
                    )
                ),
                "Paid",
                file.Payments.Where(one => one.Status == "Paid").Sum(one => one.Amount),
                1
            )
        );
        blocks.Add(new Heading(2, "8. Returns"));
        if (file.Returns.Count == 0)
            blocks.Add(new Paragraph("None."));
        foreach (var one in file.Returns)
            blocks.AddRange(ReturnOf(file, one));
        blocks.Add(new Heading(2, "9. Visits"));
        if (file.Visits.Count == 0)
            blocks.Add(new Paragraph("None."));
        foreach (var visit in file.Visits)
        {
            blocks.Add(
                new Heading(3, $"{LondonTime.Date(visit.VisitedOn)}: {visit.Who}{(visit.ByCommissioner ? " (the commissioner)" : "")}")
            );
            blocks.Add(new Paragraph(visit.Notes));
        }
        blocks.Add(new Heading(2, "10. Close-out"));
        blocks.Add(file.CloseOut is { } close ? CloseOutOf(close) : new Paragraph("Not yet."));
        if (project.PublishedAt is { } published)
            blocks.Add(new Paragraph($"The project has had a public page since {LondonTime.DateAndTime(published)}."));
        blocks.Add(new Heading(2, "11. Uploaded files"));
        blocks.Add(
            Table(
                "Files",
                ["Of", "For", "File", "Bytes", "SHA-256"],
                file.Uploads.Select(upload =>
                    Row(
                        Words(upload.Source),
                        upload.What,
                        upload.Name + (upload.ScanState == Platform.Files.ScanState.Quarantined ? " (in quarantine)" : ""),
                        Number(upload.ByteLength),
                        InTwo(upload.Sha256)
                    )
                ),
                3
            )
        );
        blocks.Add(new Heading(2, "12. Audit trail"));
        blocks.Add(
            new Paragraph(
                "This covers the application, the award and every record that belongs to them. Each entry is chained to the one before it by its SHA-256, which is in the file audit.csv."
            )
        );
        blocks.Add(
            Table(
                "Audit trail",
                ["No.", "When (UK time)", "Who", "What", "Detail"],
                file.Trail.Select(entry =>
                    Row(
                        Number(entry.Sequence),
                        LondonTime.ToLondon(entry.At).ToString("d MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture),
                        entry.ActorName,
                        Words(entry.Action),
                        entry.Detail
                    )
                )
            )
        );
        return new()
        {
            Title = $"Project file: {project.Reference}, {project.ProjectName}",
            IsPaper = true,
            Reference = project.Reference,
            Date = LondonTime.DateOf(file.At),
            Sender = new(office.FunderName, [], office.ContactEmail, ""),
            Blocks = blocks,
        };
    }

    private static IEnumerable<LetterBlock> ReturnOf(ProjectFile.Contents file, ProjectFile.Return one)
    {
        // Questions whose choices come to the people share them out; the others may overlap, or are not answered in full.
        var questions = file.PeopleReached[one.Id].GroupBy(row => row.Question).ToList();
        var shares = questions.Where(question => question.Sum(row => (long)row.Number) == one.PeopleNew).ToList();
        var people = SmallNumbers.Protect(
            shares.Count > 0
                ? shares.Select(question => (IReadOnlyList<long>)question.Select(row => (long)row.Number).ToList()).ToList()
                :
                [
                    [one.PeopleNew ?? 0],
                ]
        );
        IReadOnlyList<PeopleShown> ShownOf(IGrouping<string, ProjectFile.People> question) =>
            shares.IndexOf(question) is >= 0 and var place
                ? people.Tables[place]
                : SmallNumbers.Overlapping(question.Select(row => (long)row.Number));
        yield return new Heading(3, $"{one.Kind} return, due {LondonTime.Date(one.DueOn)}: {Words(one.Status).ToLowerInvariant()}");
        var facts = Facts(
            ("Period", Period(one.PeriodFrom, one.PeriodTo)),
            ("Prepared", Join(one.PreparedBy, Moment(one.PreparedAt))),
            ("Sent", Join(one.SubmittedBy, Moment(one.SubmittedAt))),
            ("Reviewed", Join(one.ReviewedBy, Moment(one.ReviewedAt), one.ReviewNote)),
            ("Rating", one.Rating),
            ("Prevention level", one.PreventionLevel),
            ("People for the first time", one.PeopleNew is null ? null : people.Total.ToString()),
            ("Came back", one.PeopleRepeat is { } again ? SmallNumbers.Overlapping([again])[0].ToString() : null),
            ("What was done", one.Delivered),
            ("What was learned", one.Learned),
            ("Story", one.Story is null ? null : $"{one.Story} ({Consent(one.StoryConsent)})"),
            ("Quote", one.QuoteText is null ? null : $"{one.QuoteText} ({Consent(one.QuoteConsent)})")
        );
        yield return facts.Rows.Count > 0 ? facts : new Paragraph("Nothing has been written yet.");
        var spending = file.Spending[one.Id].ToList();
        if (spending.Count > 0)
            yield return new Figures(
                "Spending by line",
                [new("Line"), new("Budget", true), new("Spent", true), new("Why it differs")],
                spending.Select(line => Row(line.Item, line.Budget.ToString(), line.Spent.ToString(), line.Explanation)).ToList(),
                Row("Total", spending.Sum(line => line.Budget).ToString(), spending.Sum(line => line.Spent).ToString(), "")
            );
        var outcomes = file.Outcomes[one.Id].ToList();
        if (outcomes.Count > 0)
            yield return Table(
                "Outcomes",
                ["Promised", "From, to", "Before, after", "Achieved", "Verdict"],
                outcomes.Select(row =>
                    Row(
                        $"{row.Outcome}, measured by {row.Measure}",
                        $"{row.Baseline}, {row.Target}",
                        Join(row.BeforeFigure, row.AfterFigure),
                        row.Achieved,
                        row.Verdict is null ? "" : Words(row.Verdict)
                    )
                )
            );
        for (var q = 0; q < questions.Count; q++)
            yield return Table(
                questions[q].Key + (shares.Contains(questions[q]) ? "" : " (may overlap)"),
                ["Choice", "People"],
                questions[q].Select((row, i) => Row(row.Choice, ShownOf(questions[q])[i].ToString())),
                1
            );
        var points = file.Value[one.Id].ToList();
        if (points.Count > 0)
            yield return Table(
                "What the office asked to put right",
                ["Part", "Note", "Asked"],
                points.Select(point => Row(point.Part, point.Note, Join(point.AskedBy, Moment(point.AskedAt))))
            );
    }

    private static KeyValues CloseOutOf(ProjectFile.CloseOut close) =>
        Facts(
            ("Awarded", close.Awarded.ToString()),
            ("Paid", close.Paid.ToString()),
            ("Spent", close.Spent.ToString()),
            ("Never drawn", close.NotDrawn.ToString()),
            ("To return", close.ToReturn.ToString()),
            ("Proposed", Join(close.ProposedBy, Moment(close.ProposedAt), close.Note)),
            ("Agreed", Join(close.AgreedName, Moment(close.AgreedAt))),
            ("To be used for", close.ReuseFor),
            (
                "May be used",
                close.ReuseAt is null ? null : Join(close.Reused.ToString(), close.ReuseBy, Moment(close.ReuseAt), close.ReuseReason)
            ),
            ("Invoice", close.InvoiceNumber),
            ("Received", close.ReceivedOn is null ? null : Join(close.Received.ToString(), Day(close.ReceivedOn), close.ReceiptReference)),
            ("Closed", Join(close.ClosedBy, Moment(close.ClosedAt)))
        );

    /// <summary>"OfferWithdrawn" is "Offer withdrawn".</summary>
    public static string Words(string name) =>
        string.Concat(
            name.Select(
                (letter, i) =>
                    i == 0 ? char.ToUpperInvariant(letter).ToString()
                    : char.IsUpper(letter) ? " " + char.ToLowerInvariant(letter)
                    : letter == '-' ? " "
                    : letter.ToString()
            )
        );

    private static string Name(CheckStatus status) => status == CheckStatus.Condition ? "Pass with a condition" : Words(status.ToString());

    private static LetterBlock Table(
        string caption,
        IReadOnlyList<string> columns,
        IEnumerable<IReadOnlyList<string>> rows,
        params int[] numeric
    ) =>
        rows.ToList() is { Count: > 0 } list
            ? new Figures(caption, columns.Select((column, i) => new Column(column, numeric.Contains(i))).ToList(), list)
            : new Paragraph($"{caption}: none.");

    /// <summary>As above, with a sum of its amounts below them.</summary>
    private static LetterBlock Table(
        string caption,
        IReadOnlyList<string> columns,
        IEnumerable<IReadOnlyList<string>> rows,
        string called,
        Money total,
        int column
    ) =>
        Table(caption, columns, rows, column) is Figures table
            ? table with
            {
                Totals = columns
                    .Select(
                        (_, i) =>
                            i == 0 ? called
                            : i == column ? total.ToString()
                            : ""
                    )
                    .ToList(),
            }
            : new Paragraph($"{caption}: none.");

    private static IReadOnlyList<string> Row(params string?[] cells) => cells.Select(cell => cell ?? "").ToList();

    private static KeyValues Facts(params (string Key, string? Value)[] facts) =>
        new(facts.Where(fact => !string.IsNullOrEmpty(fact.Value)).Select(fact => new Fact(fact.Key, fact.Value!)).ToList());

    private static string Join(params string?[] parts) => string.Join(", ", parts.Where(part => !string.IsNullOrEmpty(part)));

    private static string By(string? name) => name is null ? "" : $", {name}";

    private static string Day(DateOnly? day) => day is { } date ? LondonTime.Date(date) : "";

    private static string Moment(DateTime? at) => at is { } utc ? LondonTime.Date(utc) : "";

    private static string? Period(DateOnly? from, DateOnly? to) =>
        from is { } first && to is { } last ? $"{LondonTime.Date(first)} to {LondonTime.Date(last)}" : null;

    /// <summary>A hash on two lines, so that it leaves room for the other columns.</summary>
    private static string InTwo(string hash) => $"{hash[..32]}\n{hash[32..]}";

    private static string Consent(bool given) => given ? "with consent to publish" : "not for publication";

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
