namespace Commissioning.Testing.Sql;

/// <param name="Keys">Column sets that are unique.</param>
internal sealed record Table(string Name, List<Column> Columns, List<IReadOnlyList<string>> Keys)
{
    /// <summary>The columns of every index, including keys.</summary>
    public List<IReadOnlyList<string>> Indexes { get; } = [];
    public List<(string Column, string Parent)> References { get; } = [];
}
