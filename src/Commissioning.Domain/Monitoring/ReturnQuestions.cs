using System.Globalization;
using System.Text.RegularExpressions;

namespace Commissioning.Domain.Monitoring;

/// <summary>The questions put to the group before it sends, and shown to the reviewer as flags.</summary>
public static partial class ReturnQuestions
{
    /// <summary>Spending of more than this per cent of the grant, or of a line, is asked about. Default, not OPCC policy.</summary>
    public const int MuchPercent = 150;

    /// <summary>In the order of the form. Blank figures are never odd: WhyIncomplete asks for those.</summary>
    public static IReadOnlyList<ReturnQuestion> Of(ReturnFigures figures)
    {
        var questions = new List<ReturnQuestion>();
        void Ask(bool odd, string key, string sentence, ReturnPage page)
        {
            if (odd)
                questions.Add(new(key, sentence, page));
        }

        if (figures.Kind == ReturnKind.Reuse)
        {
            Ask(
                figures.Spent > figures.Grant,
                "again",
                $"{figures.Spent} is more than the {figures.Grant} that you may use again: is that right?",
                ReturnPage.Money
            );
            return questions;
        }
        if (figures.Spent is { } spent)
        {
            Ask(
                IsMuch(spent, figures.Grant),
                "spent",
                $"You entered {spent} spent in all. That is {Times(spent, figures.Grant)} the grant of {figures.Grant}.",
                ReturnPage.Money
            );
            Ask(
                spent == Money.Zero && figures.Kind == ReturnKind.Final,
                "nothing",
                $"You entered £0 spent. If so, the whole grant of {figures.Grant} comes back to us.",
                ReturnPage.Money
            );
            Ask(
                figures.SpentBefore is { } before && spent < before,
                "less",
                $"You entered {spent} spent in all. Last time it was {figures.SpentBefore}. A lower figure means that money came back to you.",
                ReturnPage.Money
            );
            Ask(
                spent < figures.Claimed,
                "claimed",
                $"You entered {spent} spent in all. You have claimed {figures.Claimed}, and we accepted that.",
                ReturnPage.Money
            );
        }
        for (var i = 0; i < figures.Lines.Count; i++)
            if (figures.Lines[i] is { Spent: { } amount } line)
            {
                Ask(
                    IsMuch(amount, line.Budget) && amount - line.Budget > Money.FromPounds(250),
                    Place("line", i),
                    $"You entered {amount} for {line.Item}. That is {Times(amount, line.Budget)} its budget of {line.Budget}.",
                    ReturnPage.Money
                );
                Ask(
                    amount < line.Earlier,
                    Place("lineless", i),
                    $"You entered {amount} for {line.Item}. Last time it was {line.Earlier}. A lower figure means that money came back to you.",
                    ReturnPage.Money
                );
                var receipts = figures.Receipts.Where(receipt => receipt.Line == line.Item).Sum(receipt => receipt.Amount);
                // Lines of one name share their receipts, and no line can be told apart.
                Ask(
                    receipts > amount && figures.Lines.Count(other => other.Item == line.Item) == 1,
                    Place("receipts", i),
                    $"You entered {amount} for {line.Item}. The receipts in your diary add up to {receipts}.",
                    ReturnPage.Money
                );
            }
        if (figures.Spent is { } total && figures.Lines.All(line => line.Spent is null))
            Ask(
                figures.Receipts.Sum(receipt => receipt.Amount) > total,
                "receipts",
                $"You entered {total} spent in all. The receipts in your diary add up to {figures.Receipts.Sum(receipt => receipt.Amount)}.",
                ReturnPage.Money
            );
        for (var i = 0; i < figures.Receipts.Count; i++)
            Ask(
                figures.Receipts[i].On < figures.ProjectStarts,
                Place("receipt", i),
                $"The receipt from {figures.Receipts[i].Supplier} for {figures.Receipts[i].Amount} is of {LondonTime.Date(figures.Receipts[i].On)}. The project starts on {LondonTime.Date(figures.ProjectStarts)}.",
                ReturnPage.Files
            );
        for (var i = 0; i < figures.Receipts.Count; i++)
            if (figures.Lines.FirstOrDefault(line => line.Item == figures.Receipts[i].Line) is { } of)
                Ask(
                    figures.Receipts[i].Amount > of.Budget,
                    Place("large", i),
                    DiaryRules.Large(figures.Receipts[i].Supplier, figures.Receipts[i].Amount, of.Item, of.Budget),
                    ReturnPage.Files
                );
        for (var i = 0; i < figures.Words.Count; i++)
            Ask(
                PlainAddress.In(figures.Words[i].Text) is not null,
                Place("address", i),
                $"{figures.Words[i].What} says “{PlainAddress.In(figures.Words[i].Text)}”. {PlainAddress.Advice}",
                figures.Words[i].Page
            );
        for (var i = 0; i < figures.Promises.Count; i++)
        {
            var promise = figures.Promises[i];
            Ask(
                Number(promise.Before) is { } then && Number(promise.Baseline) is { } said && then != said,
                Place("before", i),
                $"For “{promise.Outcome}” you entered {promise.Before?.Trim()} before the project. When you applied you said {promise.Baseline.Trim()}.",
                ReturnPage.Happened
            );
            Ask(
                promise.Verdict == Verdict.Met && IsShort(promise),
                Place("reached", i),
                $"For “{promise.Outcome}” you say that you reached the target. It is {promise.Target.Trim()}, and you entered {promise.After?.Trim()} now.",
                ReturnPage.Happened
            );
        }
        if (figures.PeopleNew is { } people)
        {
            Ask(
                people == 0 && figures.Kind == ReturnKind.Final,
                "nobody",
                "You entered that nobody took part in the whole project.",
                ReturnPage.People
            );
            Ask(
                people < figures.PeopleBefore,
                "fewer",
                $"You entered {Count(people)} different people in all. Last time it was {Count(figures.PeopleBefore)}.",
                ReturnPage.People
            );
        }
        return questions;
    }

    private static bool IsMuch(Money amount, Money of) => of > Money.Zero && amount.Pence * 100m > of.Pence * (decimal)MuchPercent;

    /// <summary>Such as 11 times, or 1.6 times.</summary>
    private static string Times(Money amount, Money of)
    {
        var times = (decimal)amount.Pence / of.Pence;
        return (times < 10 ? Math.Round(times, 1) : Math.Round(times)).ToString("#,0.#", CultureInfo.InvariantCulture) + " times";
    }

    /// <summary>Whether the figure now has not come as far as the target, counted from the baseline up or down.</summary>
    private static bool IsShort(ReturnFigures.Promise promise) =>
        Number(promise.Baseline) is { } from
        && Number(promise.Target) is { } to
        && Number(promise.After) is { } now
        && (to > from ? now < to : to < from && now > to);

    /// <summary>The only number of a text such as "15 a month"; null when it has none or several, because nobody can say then which is
    /// meant.</summary>
    private static decimal? Number(string? text) =>
        Numbers().Matches(text ?? "") is [var only]
        && decimal.TryParse(
            only.Value,
            NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : null;

    private static string Place(string figure, int index) => string.Create(CultureInfo.InvariantCulture, $"{figure}.{index}");

    private static string Count(int? people) => people?.ToString("N0", CultureInfo.InvariantCulture) ?? "";

    [GeneratedRegex("[0-9]{1,3}(,[0-9]{3})+(\\.[0-9]+)?|[0-9]+(\\.[0-9]+)?")]
    private static partial Regex Numbers();
}
