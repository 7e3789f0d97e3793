using System.Data.Common;
using System.Globalization;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Records;

/// <summary>A value as text that is the same from either database: ISO dates and instants in UTC, ids in lower case, booleans as 1 and
/// 0.</summary>
internal static class ArchiveValue
{
    public static string? Read(DbDataReader row, int place, SchemaColumn column)
    {
        if (row.IsDBNull(place))
            return null;
        var value = row.GetValue(place);
        return column.Type switch
        {
            "uniqueidentifier" => (value is Guid id ? id.ToString("D") : (string)value).ToLowerInvariant(),
            "bit" => Convert.ToBoolean(value, CultureInfo.InvariantCulture) ? "1" : "0",
            "date" => value is DateTime day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : (string)value,
            "datetime2(3)" => (value is DateTime at ? at : DateTime.Parse((string)value, CultureInfo.InvariantCulture)).ToString(
                "yyyy-MM-dd'T'HH:mm:ss.fff'Z'",
                CultureInfo.InvariantCulture
            ),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture),
        };
    }
}
