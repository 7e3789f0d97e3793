using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Platform.Documents;

namespace Commissioning.Features.Applications;

/// <summary>The frozen copy of an application as a page to print or a tagged PDF.</summary>
public static class CopyPaper
{
    private static IReadOnlyList<LetterBlock> EligibilityBlocks(IReadOnlyList<ApplicationCopy.EligibilityCopy> answers) =>
        answers.Count == 0
            ? []
            :
            [
                new Heading(2, "Eligibility check"),
                Facts(answers.Select(answer => (answer.Question, (string?)answer.Answer)).ToArray()),
                new Paragraph($"{EligibilityGiven(answers[0])}."),
            ];

    /// <summary>Who gave the answers of the eligibility check, and when.</summary>
    public static string EligibilityGiven(ApplicationCopy.EligibilityCopy answer) =>
        $"Answered{(answer.By is null ? "" : $" by {answer.By}")} at {LondonTime.DateAndTime(answer.At)} (UK time)";

    /// <param name="sha256">Hash of what was received; null: not sent.</param>
    /// <param name="warning">Null when the copy is what was received.</param>
    public static LetterDocument Of(ApplicationCopy copy, Office office, string? sha256 = null, string? warning = null)
    {
        var blocks = new List<LetterBlock>
        {
            Facts(
                ("Reference", copy.Reference ?? "Not sent yet"),
                ("Round", copy.Round),
                ("Sent", copy.SubmittedAt is { } at ? $"{LondonTime.DateAndTime(at)} (UK time) by {copy.DeclaredName}" : "Not sent yet"),
                (
                    "How it arrived",
                    copy.Channel == Channel.Online
                        ? "Online"
                        : $"{copy.Channel}, received on {(copy.ReceivedOn is { } received ? LondonTime.Date(received) : "a day that was not recorded")}"
                ),
                ("SHA-256 of what was received", sha256)
            ),
            new Heading(2, "Project"),
            Facts(
                ("In a sentence or two", copy.Summary),
                ("Priority", copy.PriorityInWords),
                ("People Zone", copy.Zone),
                (
                    "Project dates",
                    copy.StartsOn is { } starts && copy.EndsOn is { } ends ? $"{LondonTime.Date(starts)} to {LondonTime.Date(ends)}" : null
                ),
                ("Asked for", copy.AmountRequested?.ToString())
            ),
        };
        blocks.InsertRange(1, EligibilityBlocks(copy.Eligibility));
        if (warning is not null)
            blocks.Insert(0, new Paragraph(warning));
        foreach (var section in copy.Answers.GroupBy(answer => answer.Section))
        {
            blocks.Add(new Heading(2, section.Key));
            foreach (var answer in section)
                blocks.AddRange(BlocksOf(answer));
        }
        blocks.AddRange([
            new Heading(2, "Budget"),
            new Figures(
                "What the money is for",
                [new("Item"), new("From this grant", true), new("From others", true)],
                copy.Budget.Select(line => (IReadOnlyList<string>)[line.Item, line.Requested.ToString(), line.OtherFunders.ToString()])
                    .ToList(),
                ["Total", copy.Budget.Sum(line => line.Requested).ToString(), copy.Budget.Sum(line => line.OtherFunders).ToString()]
            ),
            new Heading(2, "Outcomes and measures"),
            new Figures(
                "What will change",
                [new("What will change"), new("Measured by"), new("From"), new("To")],
                copy.Outcomes.Select(outcome => (IReadOnlyList<string>)[outcome.Outcome, outcome.Measure, outcome.Baseline, outcome.Target])
                    .ToList()
            ),
            new Heading(2, "Documents"),
            copy.Documents.Count == 0
                ? new Paragraph("None")
                : new Bullets(copy.Documents.Select(document => $"{document.Kind}: {document.Name}, SHA-256 {document.Sha256}").ToList()),
            new Heading(2, "Organisation"),
            Facts(
                ("Name", copy.Organisation.Name),
                ("Kind", copy.Organisation.Kind),
                ("Charity number", copy.Organisation.CharityNumber),
                ("Company number", copy.Organisation.CompanyNumber),
                ("Address", $"{copy.Organisation.AddressLine}, {copy.Organisation.Town}, {copy.Organisation.Postcode}"),
                ("Works mainly in", copy.Organisation.Area)
            ),
        ]);
        foreach (var answer in copy.Profile)
            blocks.AddRange(BlocksOf(answer));
        return new()
        {
            Title = $"Application: {copy.ProjectName ?? "not named yet"}",
            IsPaper = true,
            Sender = office.Sender,
            Blocks = blocks,
        };
    }

    private static IEnumerable<LetterBlock> BlocksOf(ApplicationCopy.AnswerCopy answer)
    {
        // A table has its question as its caption.
        if (answer is not { Rows.Count: > 0, Columns: not null })
            yield return new Heading(3, answer.Question);
        if (answer is { Rows.Count: > 0, Columns: { } columns })
            yield return new Figures(
                answer.Question,
                columns.Select(column => new Column(column)).ToList(),
                answer
                    .Rows.Select(row => (IReadOnlyList<string>)columns.Select((_, i) => row.ElementAtOrDefault(i) ?? "").ToList())
                    .ToList()
            );
        else
            yield return new Paragraph(string.IsNullOrEmpty(answer.Answer) ? "No answer" : answer.Answer);
    }

    /// <summary>Leaves out empty values.</summary>
    private static KeyValues Facts(params (string Key, string? Value)[] facts) =>
        new(facts.Where(fact => !string.IsNullOrEmpty(fact.Value)).Select(fact => new Fact(fact.Key, fact.Value!)).ToList());
}
