using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Funds;
using Commissioning.Platform.Documents;

namespace Commissioning.Features.Applications;

/// <summary>A round's form to print and fill in by hand, or to read before starting (R13). The same blocks make the page and the
/// PDF.</summary>
public static class BlankForm
{
    public static LetterDocument Of(RoundSetup setup, IReadOnlyList<EqualityQuestion> equality, Office office)
    {
        var round = setup.Round;
        var blocks = new List<LetterBlock>
        {
            new Paragraph($"{round.Guidance}"),
            new KeyValues([
                new(
                    "Grants",
                    round.MinimumGrant > Money.Zero ? $"From {round.MinimumGrant} to {round.MaximumGrant}" : $"Up to {round.MaximumGrant}"
                ),
                new("Closes", $"{LondonTime.DateAndTime(round.ClosesAt)} (UK time)"),
                new("Post it to", string.Join(", ", office.AddressLines.Prepend(office.FunderName))),
                new(
                    "It must reach us by",
                    $"{LondonTime.DateAndTime(round.ClosesAt)}. Allow some days for the post. A form that comes later is a late application."
                ),
                new("Questions", $"{office.ContactEmail}, {office.ContactPhone}"),
            ]),
            new Notice(
                "We type your answers into the portal and record that the application came on paper. We treat it like every other application. You can also fill in the boxes on a screen, save the file and e-mail it to us."
            ),
            new Heading(2, "Can you apply?"),
            new FillBoxes([.. setup.Eligibility.Select(question => new FillBox(question.Wording, 0, YesOrNo))]),
            new Heading(2, "Your organisation"),
            new FillBoxes([
                new("Name"),
                new("Kind of organisation"),
                new("Charity or company number, if it has one"),
                new("Address and postcode", 3),
                new("Telephone"),
            ]),
            new FillTable(
                "People to write to",
                [new(""), new("Name"), new("Role"), new("E-mail address"), new("Phone number")],
                ["First contact", "Second contact"],
                2
            ),
            new FillTable("Your committee or board", [new("Name"), new("Role"), new("Since when")], Empty(6)),
            new FillTable("Two people who may sign for the organisation", [new("Name"), new("Role"), new("E-mail address")], Empty(2)),
            new FillBoxes([
                new(
                    "Is anyone on the committee, or on your staff, employed by the police or by our office, or related to somebody who is?",
                    0,
                    YesOrNo
                ),
                new("If yes, who, and how?", 2),
            ]),
            new Heading(2, "Your project"),
            new FillBoxes([
                new("Project name"),
                new($"The project in a sentence or two (up to {ApplicationRules.SummaryWords} words)", 4),
                new("How much do you ask us for?"),
                .. setup.Round.Policy.MostPriorities > 1
                    ? new FillBox[]
                    {
                        new($"Priorities it serves, up to {setup.Round.Policy.MostPriorities}", 0, [.. setup.Priorities]),
                        new("Priority it serves most: one of those that you ticked", 0, [.. setup.Priorities]),
                    }
                    : new FillBox[] { new("Priority it serves most", 0, [.. setup.Priorities]) },
                new("Starts on"),
                new("Ends on"),
            ]),
        };
        if (setup.Zones.Count > 0)
            blocks.Add(
                new FillBoxes([new("People Zones, one or more", 0, [.. setup.Zones]), new("Your link to them", 0, [.. Zones.Links])])
            );
        foreach (var section in setup.Questions.GroupBy(question => question.Section))
        {
            blocks.Add(new Heading(2, section.Key));
            foreach (var question in section)
                blocks.AddRange(BlocksOf(question, setup));
        }
        blocks.AddRange([
            new Heading(2, "Budget"),
            new Paragraph("The lines must add up to what you ask for. If others pay towards a line, show how much next to it."),
            new FillTable("Budget", [new("Item"), new("From this grant"), new("From others")], [.. Empty(8), "Total"]),
            new Heading(2, "Outcomes and measures"),
            new FillTable(
                "Outcomes",
                [new("What will change?"), new("How will you measure it?"), new("Where is it now?"), new("What should it reach?")],
                Empty(4),
                3
            ),
        ]);
        if (setup.Documents.Count > 0)
            blocks.AddRange([
                new Heading(2, "Documents"),
                new Bullets(
                    setup.Documents.Select(kind => $"{kind.Name}: {When(kind)}{Needs(kind, setup.Questions)}. {kind.Hint}").ToList()
                ),
            ]);
        blocks.AddRange([
            new Heading(2, "What we do with this form"),
            new Bullets([
                $"We use what you write to decide on this application and to look after a grant.{(office.BaseUrl.Length > 0 ? $" How we use personal information: {office.LinkTo(Links.Privacy)}" : "")}",
                "We are a public body. Anyone can ask what we hold under the Freedom of Information Act 2000.",
                "If you get a grant, we publish the name of the organisation, the project and the amount.",
                "A grant comes with terms, which you read and accept with the offer.",
            ]),
            new Heading(2, "Declaration"),
            new Paragraph(
                "What I have said is true, and I may apply for the organisation. I have read the guidance and what we do with this form."
            ),
            new FillBoxes([new("Full name"), new("Role"), new("Signature", 2), new("Date")]),
            new PageBreak(),
            new Heading(2, "Equality sheet"),
            new Paragraph(
                "You do not have to answer. We keep this sheet apart from the application, and nobody who scores or decides sees it. Please do not write a name on it."
            ),
            new FillBoxes([.. equality.Select(question => new FillBox(question.Wording, 0, question.Options))]),
        ]);
        return new()
        {
            Title = $"Application form: {round.FullName}",
            IsPaper = true,
            Sender = office.Sender,
            Blocks = blocks,
        };
    }

    private static readonly string[] YesOrNo = ["Yes", "No"];

    private static IReadOnlyList<string> Empty(int rows) => [.. Enumerable.Repeat("", rows)];

    private static IEnumerable<LetterBlock> BlocksOf(Question question, RoundSetup setup)
    {
        var notes = new[]
        {
            question.IsText ? string.Create(CultureInfo.InvariantCulture, $"Up to {question.WordLimit} words.") : null,
            question.Required || question.Kind == QuestionKind.Total ? null : "Optional.",
            setup.Criteria.FirstOrDefault(criterion => criterion.Code == question.Settings.Criterion) is { } criterion
                ? $"{criterion.Name}: {criterion.Weight}% of the total score."
                : null,
            question.Settings.ShowWhen.Count > 0 ? $"Only {ConditionDescription.Of(question.Settings.ShowWhen, setup.Questions)}." : null,
            question.Settings.RequireWhen.Count > 0
                ? $"Needed {ConditionDescription.Of(question.Settings.RequireWhen, setup.Questions)}."
                : null,
            question.Hint,
        };
        yield return new Heading(3, question.Wording);
        if (string.Join(" ", notes.Where(note => !string.IsNullOrEmpty(note))) is { Length: > 0 } text)
            yield return new Paragraph(text);
        switch (question.Kind)
        {
            case QuestionKind.Total:
                yield return new Paragraph(
                    $"Add up: {string.Join("; ", FormTotals.PartsOf(question, setup.Questions).Select(part => part.Wording))}"
                );
                yield return new FillBoxes([new("Total")]);
                break;
            case QuestionKind.File:
                yield return new Paragraph($"Attach: {question.Wording}");
                break;
            case QuestionKind.OneOf or QuestionKind.ManyOf:
                yield return new FillBoxes([
                    new(question.Kind == QuestionKind.OneOf ? "Tick one" : "Tick all that apply", 0, question.Settings.Options),
                ]);
                break;
            case QuestionKind.YesNo:
                yield return new FillBoxes([new("Tick one", 0, YesOrNo)]);
                break;
            case QuestionKind.Declaration:
                yield return new FillBoxes([new("Tick to confirm", 0, ["I confirm"])]);
                break;
            case QuestionKind.Address:
                yield return new FillBoxes([.. AnswerRules.AddressParts.Select(part => new FillBox(part))]);
                break;
            case QuestionKind.Person:
                yield return new FillBoxes([.. AnswerRules.PersonParts.Select(part => new FillBox(part))]);
                break;
            case QuestionKind.Table:
                yield return new FillTable(
                    question.Wording,
                    question.Settings.Columns.Select(column => new Column(column.Name)).ToList(),
                    Empty(6)
                );
                break;
            case QuestionKind.LongText:
                // Handwriting takes about eleven words a line.
                yield return new FillTable(question.Wording, [new("Your answer")], [""], Math.Clamp(question.WordLimit / 11, 4, 18));
                break;
            default:
                yield return new FillBoxes([new("Your answer")]);
                break;
        }
    }

    private static string Needs(DocumentKind kind, IReadOnlyList<Question> questions) =>
        kind.Required || kind.Settings.RequireWhen.Count > 0 ? DocumentDescription.WhoNeeds(kind, questions) : " (optional)";

    private static string When(DocumentKind kind) =>
        kind.Stage switch
        {
            DocumentStage.OnOffer => "when we offer a grant",
            DocumentStage.BeforePayment => "before we pay",
            _ => "with this form",
        };
}
