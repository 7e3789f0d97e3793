using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Decisions;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Organisations;
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
            "facts" => [OfferLetter.FactsOf(fields, Payments)],
            "agreement" => Agreement(fields).Blocks(),
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
                new PageBreak(),
                new Heading(2, $"Invoice {fields["invoice"]}"),
                new KeyValues([
                    new("From", "Police and Crime Commissioner"),
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
            "signature" => [new Signature("Sam Reed", "for the Police and Crime Commissioner")],
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "A block without a sample"),
        };

    private static readonly IReadOnlyList<(string When, Money Amount)> Payments =
    [
        ("When you have accepted and sent what we still need, and our checks are done", Money.FromPounds(5_000)),
    ];

    private static GrantAgreement Agreement(Dictionary<string, string> fields) =>
        new()
        {
            Grantor = fields["commissioner"],
            DecidedBy = $"Sam Reed, decision {fields["decision"]} of {fields["decided-on"]}",
            Power = $"Police Reform and Social Responsibility Act 2011, section 9. {PaperRules.OpinionHeld(1)}",
            Organisation = fields["organisation"],
            Address = "1 Test Street, Leicester, LE1 9ZZ",
            LegalForm = fields["legal-form"],
            Number = fields["number"],
            Bound = LegalFormRules.WhoIsBound(LegalForm.CharitableIncorporatedOrganisation, null),
            Terms = TermsExample.Clauses,
            TermsHeading = "Terms",
            Project = [new("Project", fields["project"]), new("What it is for", fields["purpose"]), new("Where", fields["area"])],
            Answers = [new("What will you do?", "Football and workshops on forty Saturday evenings.")],
            Budget = [Line(1, "Youth workers", 3_000, 0), Line(2, "Venue hire", 2_000, 500)],
            Moves = Tolerance.InWords(Money.FromPounds(5_000), new AwardPolicy()),
            Plan = Payments,
            Evidence = ["Your bank details", "Insurance certificate"],
            Returns = [new(1, true, new(2027, 5, 1), new(2028, 4, 30), new(2028, 5, 30))],
            Asked = "What you did and what you spent",
            AskedAtLast = "What you did, what you spent, and each outcome",
            Outcomes =
            [
                new()
                {
                    Id = Guid.Empty,
                    Position = 1,
                    Outcome = "Fewer incidents",
                    Measure = "Police reports",
                    Baseline = "20 a month",
                    Target = "10 a month",
                },
            ],
            Conditions = ["Show us your risk assessment before the first session."],
        };

    private static BudgetLine Line(int position, string item, int requested, int others) =>
        new()
        {
            Id = Guid.Empty,
            Position = position,
            Item = item,
            Requested = Money.FromPounds(requested),
            OtherFunders = Money.FromPounds(others),
        };
}
