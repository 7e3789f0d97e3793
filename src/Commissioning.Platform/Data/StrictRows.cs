using System.Reflection;
using Dapper;

namespace Commissioning.Platform.Data;

/// <summary>Refuses a column that no property of its row takes: Dapper ignores it, and the property that was meant stays 0 or null. Dapper
/// asks once for each statement and row.</summary>
public sealed class StrictRows(Type row) : SqlMapper.ITypeMap
{
    private readonly DefaultTypeMap map = new(row);

    /// <summary>For development and tests, before the first query.</summary>
    public static void Demand() => SqlMapper.TypeMapProvider = type => new StrictRows(type);

    public ConstructorInfo? FindConstructor(string[] names, Type[] types) => map.FindConstructor(names, types);

    public ConstructorInfo? FindExplicitConstructor() => map.FindExplicitConstructor();

    public SqlMapper.IMemberMap? GetConstructorParameter(ConstructorInfo constructor, string columnName) =>
        map.GetConstructorParameter(constructor, columnName);

    public SqlMapper.IMemberMap? GetMember(string columnName) =>
        map.GetMember(columnName) ?? throw new InvalidOperationException($"No property of {row.Name} takes the column {columnName}");
}
