using Commissioning.Platform.Documents;

namespace Commissioning.Features.Casework;

/// <summary>
/// A part of a project's file: what is asked of the database, about @award and @application, how the paper prints the answer, and the
/// table file in the ZIP where it has one.
/// </summary>
public sealed class ProjectFilePart(string sql)
{
    public string Sql => sql;

    /// <summary>What the paper says of these rows, given the rest of the file.</summary>
    public Func<IReadOnlyList<ProjectFileRow>, ProjectFile.Contents, IEnumerable<LetterBlock>> Print { get; init; } = (_, _) => [];

    /// <summary>Printed with the return that its rows belong to, not as a section.</summary>
    public bool IsOfReturn { get; init; }

    public TableFile? Table { get; init; }

    public sealed record TableFile(string Name, IReadOnlyList<string> Columns, Func<ProjectFileRow, IReadOnlyList<string>> Say);
}
