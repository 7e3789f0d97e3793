using System.Collections.Concurrent;
using System.Data;
using System.Globalization;
using System.Reflection;
using Commissioning.Domain;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Commissioning.Platform.Data;

/// <summary>How domain types are written to, and read from, either database.</summary>
internal static class TypeHandlers
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();

    public static void Register()
    {
        SqlMapper.RemoveTypeMap(typeof(Guid));
        SqlMapper.RemoveTypeMap(typeof(Guid?));
        SqlMapper.RemoveTypeMap(typeof(DateTime));
        SqlMapper.RemoveTypeMap(typeof(DateTime?));
        SqlMapper.RemoveTypeMap(typeof(DateOnly));
        SqlMapper.RemoveTypeMap(typeof(DateOnly?));
        SqlMapper.AddTypeHandler(new GuidHandler());
        SqlMapper.AddTypeHandler(new UtcHandler());
        SqlMapper.AddTypeHandler(new DateHandler());
        SqlMapper.AddTypeHandler(new MoneyHandler());
        foreach (
            var type in typeof(Money)
                .Assembly.GetTypes()
                .Where(type => type.GetInterfaces().Any(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IJsonText<>)))
        )
            SqlMapper.AddTypeHandler(type, (SqlMapper.ITypeHandler)Activator.CreateInstance(typeof(JsonHandler<>).MakeGenericType(type))!);
    }

    /// <summary>Dapper sends enums as numbers; the portal stores their names.</summary>
    public static object? Parameters(string sql, object? arguments)
    {
        if (arguments is null or DynamicParameters)
            return arguments;
        if (arguments is System.Collections.IEnumerable many)
            return many.Cast<object>().Select(one => Parameters(sql, one)!).ToList();
        var properties = Properties.GetOrAdd(arguments.GetType(), type => type.GetProperties());
        // Dapper expands a list without its type handlers, so Guids in one would never match in SQLite.
        if (properties.FirstOrDefault(property => typeof(IEnumerable<Guid>).IsAssignableFrom(property.PropertyType)) is { } ids)
            throw new InvalidOperationException($"{ids.Name} is a list of ids; ask with each of them");
        if (!properties.Any(property => IsEnum(property.PropertyType)))
            return arguments;
        var parameters = new DynamicParameters();
        foreach (var property in properties.Where(property => sql.Contains("@" + property.Name, StringComparison.Ordinal)))
        {
            var value = property.GetValue(arguments);
            parameters.Add(property.Name, IsEnum(property.PropertyType) ? value?.ToString() : value);
        }
        return parameters;
    }

    private static bool IsEnum(Type type) => (Nullable.GetUnderlyingType(type) ?? type).IsEnum;

    /// <summary>For a query of one column Dapper gives its handler the null as well.</summary>
    private abstract class NullableHandler<T> : SqlMapper.TypeHandler<T>, SqlMapper.ITypeHandler
        where T : struct
    {
        object? SqlMapper.ITypeHandler.Parse(Type destinationType, object value) => value is DBNull ? null : Parse(value);
    }

    private sealed class GuidHandler : NullableHandler<Guid>
    {
        public override void SetValue(IDbDataParameter parameter, Guid value)
        {
            if (parameter is SqliteParameter)
            {
                parameter.DbType = DbType.String;
                parameter.Value = value.ToString("D");
            }
            else
            {
                parameter.DbType = DbType.Guid;
                parameter.Value = value;
            }
        }

        public override Guid Parse(object value) => value is Guid guid ? guid : Guid.Parse((string)value);
    }

    private sealed class UtcHandler : NullableHandler<DateTime>
    {
        private const string Format = "yyyy-MM-dd HH:mm:ss.fff";

        public override void SetValue(IDbDataParameter parameter, DateTime value)
        {
            if (value.Kind != DateTimeKind.Utc)
                throw new InvalidOperationException("Only UTC instants are stored; convert with LondonTime first");
            var whole = value.AddTicks(-(value.Ticks % TimeSpan.TicksPerMillisecond));
            if (parameter is SqliteParameter)
            {
                parameter.DbType = DbType.String;
                parameter.Value = whole.ToString(Format, CultureInfo.InvariantCulture);
            }
            else
            {
                parameter.DbType = DbType.DateTime2;
                parameter.Value = whole;
            }
        }

        public override DateTime Parse(object value) =>
            value is DateTime instant
                ? DateTime.SpecifyKind(instant, DateTimeKind.Utc)
                : DateTime.SpecifyKind(DateTime.Parse((string)value, CultureInfo.InvariantCulture), DateTimeKind.Utc);
    }

    private sealed class DateHandler : NullableHandler<DateOnly>
    {
        public override void SetValue(IDbDataParameter parameter, DateOnly value)
        {
            if (parameter is SqliteParameter)
            {
                parameter.DbType = DbType.String;
                parameter.Value = value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            }
            else
            {
                parameter.DbType = DbType.Date;
                parameter.Value = value.ToDateTime(TimeOnly.MinValue);
            }
        }

        public override DateOnly Parse(object value) =>
            value is DateTime day
                ? DateOnly.FromDateTime(day)
                : DateOnly.ParseExact((string)value, "yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private sealed class MoneyHandler : NullableHandler<Money>
    {
        public override void SetValue(IDbDataParameter parameter, Money value)
        {
            parameter.DbType = DbType.Int64;
            parameter.Value = value.Pence;
        }

        public override Money Parse(object value) => new(Convert.ToInt64(value, CultureInfo.InvariantCulture));
    }

    private sealed class JsonHandler<T> : SqlMapper.TypeHandler<T>
        where T : IJsonText<T>
    {
        public override void SetValue(IDbDataParameter parameter, T? value)
        {
            parameter.DbType = DbType.String;
            parameter.Value = value!.ToJson();
        }

        public override T Parse(object value) => T.FromJson((string)value);
    }
}
