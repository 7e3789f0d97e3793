using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Awards;
using Commissioning.Platform.Documents;

namespace Commissioning.Features.Awards;

/// <summary>The agreement that follows an offer letter: the parties, the fund's terms, and six schedules filled from data. It is part of
/// the letter's document, so that one hash covers all that is accepted.</summary>
internal sealed record GrantAgreement
{
    /// <summary>The Commissioner's name and address.</summary>
    public required string Grantor { get; init; }

    /// <summary>Who decided, with the decision's number and day.</summary>
    public required string DecidedBy { get; init; }

    /// <summary>The power under which the grant is given, with the opinion that the law asks for.</summary>
    public required string Power { get; init; }
    public required string Organisation { get; init; }
    public required string Address { get; init; }
    public required string LegalForm { get; init; }
    public required string Number { get; init; }
    public required string Bound { get; init; }
    public required IReadOnlyList<TermsClause> Terms { get; init; }

    /// <summary>Such as "Terms, version 2 of 3 March 2027".</summary>
    public required string TermsHeading { get; init; }
    public required IReadOnlyList<Fact> Project { get; init; }

    /// <summary>What the application says about the project, question by question.</summary>
    public required IReadOnlyList<Fact> Answers { get; init; }
    public required IReadOnlyList<BudgetLine> Budget { get; init; }

    /// <summary>What may move between lines without asking.</summary>
    public required string Moves { get; init; }

    /// <summary>Each payment: when, and how much.</summary>
    public required IReadOnlyList<(string When, Money Amount)> Plan { get; init; }

    /// <summary>What must be there before money is paid.</summary>
    public required IReadOnlyList<string> Evidence { get; init; }
    public required IReadOnlyList<PlannedReturn> Returns { get; init; }

    /// <summary>What a return asks about, and what the last one asks about as well.</summary>
    public required string Asked { get; init; }
    public required string AskedAtLast { get; init; }

    /// <summary>What is asked for beside the returns, because of the size of the grant; null: nothing.</summary>
    public string? Certificate { get; init; }
    public required IReadOnlyList<OutcomeMeasure> Outcomes { get; init; }
    public required IReadOnlyList<string> Conditions { get; init; }

    public IReadOnlyList<LetterBlock> Blocks() =>
        [
            new PageBreak(),
            new Heading(2, "Grant agreement"),
            new Paragraph(
                $"The agreement begins when {Organisation} accepts it. Our letter, the six schedules and the certificate of the acceptance are part of it."
            ),
            new KeyValues([
                new("We", Grantor),
                new("Decided by", DecidedBy),
                new("Given under", Power),
                new("You", $"{Organisation}, {Address}"),
                new("What you are in law", LegalForm),
                new("Number in a register", Number),
                new("Who is bound", Bound),
            ]),
            new Heading(3, TermsHeading),
            GrantTerms.Block(Terms),
            new PageBreak(),
            new Heading(2, "Schedules"),
            new Heading(3, "Schedule 1: the project"),
            new KeyValues(Project),
            .. Answers.SelectMany(answer => new LetterBlock[] { new Heading(4, answer.Key), new Paragraph(answer.Value) }),
            new Heading(3, "Schedule 2: the budget"),
            new Figures(
                "What the grant pays for",
                [new("Item"), new("From this grant", true), new("From others", true)],
                Budget.Select(line => (IReadOnlyList<string>)[line.Item, line.Requested.ToString(), line.OtherFunders.ToString()]).ToList(),
                ["Total", Budget.Sum(line => line.Requested).ToString(), Budget.Sum(line => line.OtherFunders).ToString()]
            ),
            new Paragraph(Moves),
            new Heading(3, "Schedule 3: payment"),
            new Figures(
                "How we pay",
                [new("When"), new("Amount", true)],
                Plan.Select(payment => (IReadOnlyList<string>)[payment.When, payment.Amount.ToString()]).ToList(),
                ["Total", Plan.Sum(payment => payment.Amount).ToString()]
            ),
            new Paragraph("Before we pay anything, we need:"),
            new Bullets(Evidence),
            new Heading(3, "Schedule 4: returns"),
            new Figures(
                "What you report, and when",
                [new("Return"), new("About"), new("Due by the end of"), new("What we ask")],
                Returns
                    .Select(one =>
                        (IReadOnlyList<string>)
                            [
                                one.IsFinal ? "Final return" : $"Return {one.Number}",
                                $"{LondonTime.Date(one.From)} to {LondonTime.Date(one.To)}",
                                LondonTime.DayAndDate(one.DueOn),
                                one.IsFinal ? AskedAtLast : Asked,
                            ]
                    )
                    .ToList()
            ),
            .. Certificate is { } certificate ? [new Paragraph(certificate)] : Array.Empty<LetterBlock>(),
            new Heading(3, "Schedule 5: the outcomes that you promise"),
            new Figures(
                "Outcomes, as you wrote them",
                [new("What will change"), new("Measured by"), new("From"), new("To")],
                Outcomes.Select(row => (IReadOnlyList<string>)[row.Outcome, row.Measure, row.Baseline, row.Target]).ToList()
            ),
            new Heading(3, "Schedule 6: special conditions"),
            Conditions.Count == 0 ? new Paragraph("There are none.") : new Numbered(Conditions),
        ];
}
