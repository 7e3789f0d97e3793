using Commissioning.Domain.Funds;
using Commissioning.Domain.Monitoring;
using Commissioning.Platform.Documents;

namespace Commissioning.Features.Monitoring;

/// <summary>A return to print and fill in by hand.</summary>
public static class BlankReturn
{
    private static readonly IReadOnlyList<string> YesOrNo = ["Yes", "No"];

    public static LetterDocument Of(ReturnReader.MonitoringReturn view, Office office) =>
        new()
        {
            Title = "Monitoring return, blank copy",
            IsPaper = true,
            Reference = view.Return.Reference,
            Blocks =
            [
                new Paragraph(
                    $"{view.Return.ProjectName}. We need it by {Domain.LondonTime.Date(view.Return.Deadline)}. Fill it in on paper, then type it in, or ring us on {office.ContactPhone} and tell us: we type it in for you."
                ),
                .. view.Form.Items.SelectMany(item => BlocksOf(item, view)),
            ],
        };

    private static IEnumerable<LetterBlock> BlocksOf(ReturnItem item, ReturnReader.MonitoringReturn view)
    {
        var words = ReturnForms.Wording(item);
        return item.Kind switch
        {
            ReturnItemKind.Forecast when view.Return.Kind != ReturnKind.Interim => [],
            ReturnItemKind.SpentByLine =>
            [
                new FillTable(
                    words,
                    [new("Budget line"), new("Budget"), new("Spent so far"), new("Why, if far from the budget")],
                    view.Budget.Select(line => $"{line.Item}, {line.Requested}").ToList()
                ),
            ],
            ReturnItemKind.Outcomes =>
            [
                new FillTable(
                    words,
                    [new("What should change"), new("Before"), new("Now"), new("What you achieved")],
                    view.Outcomes.Select(outcome => $"{outcome.Outcome}, from {outcome.Baseline} to {outcome.Target}").ToList(),
                    2
                ),
            ],
            ReturnItemKind.PeopleDetails => view.Policy.People.Select(question =>
                (LetterBlock)new FillTable(question.Name, [new(""), new("People")], question.Choices)
            ),
            ReturnItemKind.Delivered or ReturnItemKind.Learned or ReturnItemKind.Story => [new FillBoxes([new(words, 5)])],
            ReturnItemKind.Photo => [new Paragraph("Photographs: send them to us, and say who agreed to be shown.")],
            ReturnItemKind.Receipts => [new Paragraph("Receipts: keep them. The portal says which ones we ask for.")],
            ReturnItemKind.Own => [new FillBoxes([BoxOf(item.Question!, words)])],
            _ => [new FillBoxes([new(words)])],
        };
    }

    private static FillBox BoxOf(Question question, string words) =>
        question.Kind switch
        {
            QuestionKind.YesNo => new(words, 0, YesOrNo),
            QuestionKind.OneOf or QuestionKind.ManyOf => new(words, 0, question.Settings.Options),
            QuestionKind.LongText => new(words, 4),
            _ => new(words),
        };
}
