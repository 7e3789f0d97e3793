using System.Globalization;
using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Applications;

/// <summary>Sums that the form adds up from earlier answers. They are never stored, so they always agree with their parts.</summary>
public static class FormTotals
{
    /// <summary>Whether an answer to this question can be added up.</summary>
    public static bool CanSum(Question question) =>
        question.Kind is QuestionKind.Number or QuestionKind.Money || question.Settings.Columns.Any(IsSummed);

    /// <summary>The sum as an answer is stored: an amount when a part of it is one. Null while no part can be read.</summary>
    /// <param name="asked">The questions that are asked.</param>
    /// <param name="answers">The answer to a code.</param>
    public static string? Of(Question total, IReadOnlyList<Question> asked, Func<string, string?> answers)
    {
        var parts = PartsOf(total, asked).ToList();
        var values = parts.SelectMany(question => Values(question, answers(question.Code))).ToList();
        if (values.Count == 0)
            return null;
        return values.Sum().ToString(parts.Any(HasMoney) ? "0.00" : "0.##", CultureInfo.InvariantCulture);
    }

    /// <summary>The sum as people read it.</summary>
    public static string Display(Question total, IReadOnlyList<Question> questions, string sum) =>
        IsMoney(total, questions) ? Money.Parse(sum)?.ToString() ?? sum : sum;

    /// <summary>Whether the sum is an amount of money.</summary>
    public static bool IsMoney(Question total, IReadOnlyList<Question> questions) => PartsOf(total, questions).Any(HasMoney);

    /// <summary>Whether numbers and amounts of money would be added up together, which means nothing.</summary>
    public static bool IsMixed(Question total, IReadOnlyList<Question> questions) =>
        IsMoney(total, questions) && PartsOf(total, questions).Any(HasNumber);

    /// <summary>The questions whose answers it adds up.</summary>
    public static IEnumerable<Question> PartsOf(Question total, IReadOnlyList<Question> questions) =>
        questions.Where(question => total.Settings.SumOf.Contains(question.Code));

    private static bool HasMoney(Question question) =>
        question.Kind == QuestionKind.Money || question.Settings.Columns.Any(column => column.Kind == ColumnKind.Money);

    private static bool HasNumber(Question question) =>
        question.Kind == QuestionKind.Number || question.Settings.Columns.Any(column => column.Kind == ColumnKind.Number);

    private static IEnumerable<decimal> Values(Question question, string? answer) =>
        question.Kind == QuestionKind.Table
            ? AnswerRules
                .Rows(answer)
                .SelectMany(row => question.Settings.Columns.Select((column, i) => (column, cell: row.ElementAtOrDefault(i))))
                .Where(pair => IsSummed(pair.column))
                .Select(pair => FormRules.NumberMeant(pair.cell))
                .OfType<decimal>()
            : new[] { FormRules.NumberMeant(answer) }.OfType<decimal>();

    private static bool IsSummed(TableColumn column) => column.Kind is ColumnKind.Number or ColumnKind.Money;
}
