using Commissioning.Domain.Awards;
using Commissioning.Platform.Documents;

namespace Commissioning.Features.Awards;

/// <summary>Invented data for each kind of letter, for a preview before there is an application.</summary>
internal static class LetterSamples
{
    public static LetterContent Of(LetterKind kind)
    {
        var template = LetterTemplates.Of(kind);
        var fields = template.Fields.ToDictionary(field => field.Name, field => field.Sample);
        return new(
            fields["reference"],
            [fields["contact"], fields["organisation"], "1 Test Street", "Leicester", "LE1 9ZZ"],
            fields,
            template.Blocks.ToDictionary(block => block.Name, block => BlockOf(block.Name, fields)),
            template.Conditions.Where(condition => condition.Sample == "Yes").Select(condition => condition.Name).ToHashSet()
        );
    }

    private static IReadOnlyList<LetterBlock> BlockOf(string name, Dictionary<string, string> fields) =>
        name switch
        {
            "facts" =>
            [
                new KeyValues([
                    new("Grant", fields["amount"]),
                    new("Project", fields["project"]),
                    new("Project dates", $"{fields["starts"]} to {fields["ends"]}"),
                    new("Accept by", fields["accept-by"]),
                    new("Monitoring returns due", fields["return-due"]),
                    new("Legal power", fields["power"]),
                ]),
            ],
            "conditions" => [new Numbered(["Spend the grant on the project and on nothing else.", "Tell us before anything changes."])],
            "budget" =>
            [
                new Figures(
                    "Budget",
                    [new("Item"), new("From this grant", true), new("From others", true)],
                    [
                        ["Youth workers", "£3,000.00", "£0.00"],
                        ["Venue hire", "£2,000.00", "£500.00"],
                    ],
                    ["Total", "£5,000.00", "£500.00"]
                ),
            ],
            "outcomes" =>
            [
                new Figures(
                    "Outcomes, as you wrote them",
                    [new("What will change"), new("Measured by"), new("From"), new("To")],
                    [
                        ["Fewer incidents", "Police reports", "20 a month", "10 a month"],
                    ]
                ),
            ],
            "scores" => PanelScores.Table(
                [new("Need and evidence", 100, new(34, 10), 5, "Clear evidence from two sources.", true)],
                fields.GetValueOrDefault("score", "68.0%")
            ),
            "not-passed" => [],
            "late-returns" =>
            [
                new Figures(
                    "Returns that are late",
                    [new("Project"), new("Return"), new("Was due"), new("Late by")],
                    [
                        [fields["project"], "Final return, 1 May 2027 to 30 April 2028", "30 May 2028", "12 working days"],
                    ]
                ),
            ],
            "invoice-page" =>
            [
                new Heading(2, $"Invoice {fields["invoice"]}"),
                new KeyValues([
                    new("From", fields["funder"]),
                    new("To", fields["organisation"]),
                    new("Amount", $"{fields["to-return"]} (outside the scope of VAT)"),
                    new("Pay by", $"The end of {fields["pay-by"]}"),
                ]),
            ],
            "changes" =>
            [
                new KeyValues([
                    new("About", fields["change"]),
                    new("Until now", "1 May 2027 to 30 April 2028"),
                    new("From " + fields["decided-on"], "1 June 2027 to 31 May 2028"),
                ]),
            ],
            "sums" =>
            [
                new KeyValues([
                    new("Grant", fields["awarded"]),
                    new("Paid to you", fields["paid"]),
                    new("Spent, as your accepted returns say", fields["spent"]),
                ]),
            ],
            "signature" => [new Signature("Sam Reed", $"for the {fields["funder"]}")],
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "A block without a sample"),
        };
}
