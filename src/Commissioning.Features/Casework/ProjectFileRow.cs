using System.Data.Common;
using System.Globalization;
using Commissioning.Domain;

namespace Commissioning.Features.Casework;

/// <summary>A row that is printed and nothing else, read by the names of its columns. It keeps its values when the reader moves
/// on.</summary>
public sealed class ProjectFileRow
{
    private readonly Dictionary<string, object?> values = new(StringComparer.Ordinal);
    private readonly bool marked;

    /// <param name="marked">Texts of fields known to be personal are marked.</param>
    public ProjectFileRow(DbDataReader reader, bool marked = false)
    {
        this.marked = marked;
        for (var i = 0; i < reader.FieldCount; i++)
            values.Add(reader.GetName(i), reader.IsDBNull(i) ? null : reader.GetValue(i));
    }

    /// <summary>Null where the column is null; a name that the statement does not select is an error.</summary>
    public string? this[string column] =>
        values[column] is not { } value ? null
        : marked ? PersonalMarks.Field(column, (string)value)
        : (string)value;

    public bool Has(string column) => values[column] is not null;

    public long Number(string column) => Convert.ToInt64(values[column], CultureInfo.InvariantCulture);

    public Money Money(string column) => new(Number(column));

    public bool Is(string column) => Convert.ToBoolean(values[column], CultureInfo.InvariantCulture);

    // SQL Server answers with these types, SQLite with texts.
    public Guid? Id(string column) => values[column] is string text ? Guid.Parse(text) : (Guid?)values[column];

    /// <summary>UTC.</summary>
    public DateTime? At(string column) => Moment(column) is { } at ? DateTime.SpecifyKind(at, DateTimeKind.Utc) : null;

    public DateOnly? Day(string column) => Moment(column) is { } at ? DateOnly.FromDateTime(at) : null;

    private DateTime? Moment(string column) =>
        values[column] is string text ? DateTime.Parse(text, CultureInfo.InvariantCulture) : (DateTime?)values[column];
}
