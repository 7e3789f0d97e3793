namespace Commissioning.Testing.Sql;

/// <param name="Keys">Columns that no two rows share.</param>
internal sealed record Table(string Name, List<Column> Columns, List<IReadOnlyList<string>> Keys)
{
    /// <summary>The columns of every index, keys included.</summary>
    public List<IReadOnlyList<string>> Indexes { get; } = [];
    public List<(string Column, string Parent)> References { get; } = [];
}
