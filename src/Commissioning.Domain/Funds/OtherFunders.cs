namespace Commissioning.Domain.Funds;

/// <summary>The two questions of a form on who else pays: yes or no and, where yes, a table. Due diligence reads the answers by their
/// codes. The wording is a default, not OPCC policy.</summary>
public static class OtherFunders
{
    /// <summary>Codes of the two questions.</summary>
    public const string Asked = "other-funders",
        Who = "other-funders-who";

    /// <summary>Code of the question, where a form has it, on what the whole project costs.</summary>
    public const string WholeCost = "total-cost";

    /// <summary>Columns of the table: who pays, what for, how much they promised or paid, and how much they have not answered on
    /// yet.</summary>
    public static IReadOnlyList<TableColumn> Columns { get; } =
    [new("Funder"), new("What for"), new("Promised or paid", ColumnKind.Money), new("Asked for, no answer yet", ColumnKind.Money)];

    public static IReadOnlyList<Question> Questions(string section) =>
        [
            new()
            {
                Id = Guid.Empty,
                Position = 0,
                Section = section,
                Code = Asked,
                Wording = "Does anyone else pay for this project, or have you asked them to?",
                Hint = "Such as the council, a charity or the lottery. We ask so that no cost is paid twice.",
                WordLimit = 0,
                Required = true,
                Kind = QuestionKind.YesNo,
            },
            new()
            {
                Id = Guid.Empty,
                Position = 0,
                Section = section,
                Code = Who,
                Wording = "Who else pays, and for what?",
                Hint = "One funder in each row. Say what their money is for, as in your budget.",
                WordLimit = 0,
                Required = true,
                Kind = QuestionKind.Table,
                Settings = new()
                {
                    Columns = Columns,
                    Rules = [new(RuleKind.AtLeast, "1", "Enter at least one funder")],
                    ShowWhen = [new(Asked, ConditionTest.Is, "Yes")],
                },
            },
        ];
}
