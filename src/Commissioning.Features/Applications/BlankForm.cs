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
    public static LetterDocument Of(RoundSetup setup, Office office)
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
                new("Send it to", string.Join(", ", office.AddressLines.Prepend(office.FunderName))),
                new("Questions", $"{office.ContactEmail}, {office.ContactPhone}"),
            ]),
            new Notice(
                "We type your answers into the portal and record that the application came on paper. We treat it like every other application."
            ),
            new Heading(2, "Can you apply?"),
            new Numbered(setup.Eligibility.Select(question => $"{question.Wording} Yes / No").ToList()),
            new Heading(2, "Your organisation"),
            new KeyValues(
                new[]
                {
                    "Name",
                    "Kind of organisation",
                    "Charity or company number, if it has one",
                    "Address and postcode",
                    "Telephone",
                    "Contact person and e-mail address",
                }
                    .Select(Line)
                    .ToList()
            ),
            new Heading(2, "Your project"),
            new KeyValues([
                Line("Project name"),
                Line($"The project in a sentence or two (up to {ApplicationRules.SummaryWords} words)"),
                new("Priority it serves most", string.Join("\n", setup.Priorities.Select(Tick))),
                Line("Starts on"),
                Line("Ends on"),
            ]),
        };
        if (setup.Zones.Count > 0)
            blocks.Add(
                new KeyValues([
                    new("People Zones, one or more", string.Join("\n", setup.Zones.Select(Tick))),
                    new("Your link to them", string.Join("\n", Zones.Links.Select(Tick))),
                ])
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
            new Figures(
                "Budget",
                [new("Item"), new("From this grant"), new("From others")],
                Enumerable.Range(0, 8).Select(_ => (IReadOnlyList<string>)[" ", " ", " "]).ToList(),
                ["Total", "", ""]
            ),
            new Heading(2, "Outcomes and measures"),
            new Figures(
                "Outcomes",
                [new("What will change?"), new("How will you measure it?"), new("Where is it now?"), new("What should it reach?")],
                Enumerable.Range(0, 4).Select(_ => (IReadOnlyList<string>)[" ", " ", " ", " "]).ToList()
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
            new Heading(2, "Declaration"),
            new Paragraph(
                "What I have said is true, I may apply on behalf of the organisation, and it has read the conditions in the guidance."
            ),
            new KeyValues([Line("Full name"), Line("Signature"), Line("Date")]),
        ]);
        return new()
        {
            Title = $"Application form: {round.FullName}",
            IsPaper = true,
            Sender = new(office.FunderName, [], office.ContactEmail, office.ContactPhone),
            Blocks = blocks,
        };
    }

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
                yield return new WritingSpace(1);
                break;
            case QuestionKind.File:
                yield return new Paragraph($"Attach: {question.Wording}");
                break;
            case QuestionKind.OneOf or QuestionKind.ManyOf:
                yield return new Bullets(question.Settings.Options.Select(Tick).ToList());
                break;
            case QuestionKind.YesNo or QuestionKind.Declaration:
                yield return new Bullets(question.Kind == QuestionKind.YesNo ? [Tick("Yes"), Tick("No")] : [Tick("I confirm")]);
                break;
            case QuestionKind.Address:
                yield return new KeyValues(AnswerRules.AddressParts.Select(Line).ToList());
                break;
            case QuestionKind.Person:
                yield return new KeyValues(AnswerRules.PersonParts.Select(Line).ToList());
                break;
            case QuestionKind.Table:
                yield return new Figures(
                    question.Wording,
                    question.Settings.Columns.Select(column => new Column(column.Name)).ToList(),
                    Enumerable.Range(0, 6).Select(_ => (IReadOnlyList<string>)question.Settings.Columns.Select(_ => " ").ToList()).ToList()
                );
                break;
            default:
                yield return new WritingSpace(question.Kind == QuestionKind.LongText ? Math.Clamp(question.WordLimit / 12, 6, 24) : 1);
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

    private static Fact Line(string name) => new(name, " ");

    private static string Tick(string choice) => $"\u2610 {choice}";
}
