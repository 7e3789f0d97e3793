using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Commissioning.Platform.Data;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Commissioning.Testing.Sql;

/// <summary>Checks a statement as SQL Server would, without a server: its grammar (Microsoft's ScriptDom), the names against the tables of
/// the migrations, and the rules that SQLite does not have. Reports what SQL Server would refuse, or do differently.</summary>
internal sealed partial class SqlCheck(SqlSchema schema)
{
    private enum Place
    {
        Top,
        Table,
        Value,
    }

    private static readonly string[] Aggregates = ["count", "sum", "min", "max", "avg"];
    private static readonly string[] Ranks = ["row_number", "rank", "dense_rank"];
    private static readonly string[] Functions =
    [
        "lower",
        "upper",
        "replace",
        "substring",
        "trim",
        "ltrim",
        "rtrim",
        "abs",
        "concat",
        "string_agg",
    ];
    private readonly List<string> faults = [];

    /// <param name="reads">How many rows its reader takes.</param>
    /// <param name="row">The type each row is read as.</param>
    public static IReadOnlyList<string> Faults(string sql, SqlSchema? schema = null, RowsRead reads = RowsRead.None, Type? row = null)
    {
        // Dapper adds a list's brackets itself.
        var parsed = SqlSchema.Parse(List().Replace(sql, "in (@$1)"), out var errors);
        if (errors.Count > 0)
            return errors.Select(error => $"line {error.Line}: {error.Message}").ToList();
        var check = new SqlCheck(schema ?? SqlSchema.Current);
        foreach (var statement in parsed.Batches.SelectMany(batch => batch.Statements))
            check.Statement(statement, reads, row);
        foreach (
            var same in Parameters(parsed)
                .GroupBy(name => name, StringComparer.OrdinalIgnoreCase)
                .Where(same => same.Distinct().Count() > 1)
        )
            check.Fault($"{string.Join(" and ", same.Distinct())} are one parameter");
        return check.faults;
    }

    private sealed class Scope(Scope? outer)
    {
        public Scope? Outer => outer;
        public List<(string Name, IReadOnlyList<Column> Columns, Table? Table)> Sources { get; } = [];

        /// <summary>The columns that identify a group; null without grouping.</summary>
        public HashSet<string>? Grouping { get; set; }
        public bool InAggregate { get; set; }
    }

    private sealed record Ctes(string Name, IReadOnlyList<Column> Columns, Ctes? Earlier)
    {
        public static IReadOnlyList<Column>? Find(Ctes? ctes, string name) =>
            ctes is null ? null
            : Same(ctes.Name, name) ? ctes.Columns
            : Find(ctes.Earlier, name);
    }

    /// <summary>Why SQL Server would refuse the values rather than the text.</summary>
    public static string? WhyRefused(object? arguments)
    {
        if (arguments is null or System.Collections.IEnumerable)
            return null;
        var members = arguments.GetType().GetProperties();
        if (members.GroupBy(member => member.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1) is { } alike)
            return $"{string.Join(" and ", alike.Select(member => member.Name))} are one parameter";
        return
            members.FirstOrDefault(member => member.GetValue(arguments) is System.Collections.ICollection { Count: > 2000 } and not byte[])
                is { } list
            ? $"{list.Name} is a list of more than 2,000, and SQL Server takes 2,100 parameters"
            : null;
    }

    private static List<string> Parameters(TSqlScript script)
    {
        var finder = new Finder<VariableReference>(_ => true);
        script.Accept(finder);
        return finder.Found.Select(found => found.Name).ToList();
    }

    private void Statement(TSqlStatement statement, RowsRead reads, Type? row)
    {
        var ctes = statement is StatementWithCtesAndXmlNamespaces { WithCtesAndXmlNamespaces: { } with } ? With(with) : null;
        switch (statement)
        {
            case SelectStatement select:
                Misread(Query(select.QueryExpression, null, ctes, Place.Top), row);
                if (reads != RowsRead.None)
                    Ordered(select.QueryExpression, reads, ctes);
                break;
            case InsertStatement insert:
                Insert(insert.InsertSpecification, ctes);
                break;
            case UpdateStatement update:
                Update(update.UpdateSpecification, ctes);
                break;
            case DeleteStatement delete:
                var scope = new Scope(null);
                if (delete.DeleteSpecification.FromClause is not null)
                    Fault("delete from one table, without a second from");
                Add(delete.DeleteSpecification.Target, scope, ctes, []);
                Where(delete.DeleteSpecification.WhereClause, scope, ctes);
                break;
        }
    }

    /// <summary>SQLite returns text, a number or bytes; SQL Server an id, an instant or a date, which Dapper does not convert to
    /// text.</summary>
    private void Misread(IReadOnlyList<Column> columns, Type? row)
    {
        if (row is null)
            return;
        if (columns is [var only] && WhyMisread(only.Kind, row) is { } misread)
            Fault($"{(only.Name.Length > 0 ? only.Name : "the value")} {misread}");
        foreach (var column in columns)
            if (
                row.GetProperty(column.Name, BindingFlags.IgnoreCase | BindingFlags.Public | BindingFlags.Instance) is { } member
                && WhyMisread(column.Kind, member.PropertyType) is { } wrong
            )
                Fault($"{column.Name} {wrong}");
    }

    private static string? WhyMisread(Kind kind, Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type, kind) switch
        {
            (var text, Kind.Id or Kind.Instant or Kind.Day or Kind.Number or Kind.Bit) when text == typeof(string) =>
                $"is read as text and is of the kind {kind}",
            (var id, Kind.Instant or Kind.Day or Kind.Number or Kind.Bit) when id == typeof(Guid) =>
                $"is read as an id and is of the kind {kind}",
            _ => null,
        };

    // Unique within the parent record, although no index says so.
    private static readonly string[] Places = ["Position", "RankPosition", "Number", "RowNumber", "Reference", "Email"];

    /// <summary>The engine may return equal rows in any order, so an order must end with a key of one of the tables, with everything rows
    /// are grouped by, or with a position in a list. Unordered rows are a set, which has no first row.</summary>
    private void Ordered(QueryExpression query, RowsRead reads, Ctes? ctes)
    {
        if (query is not QuerySpecification one || one.FromClause is null)
            return;
        var groups =
            one.GroupByClause?.GroupingSpecifications.OfType<ExpressionGroupingSpecification>().Select(group => group.Expression).ToList()
            ?? [];
        if (groups.Count == 0 && one.SelectElements.Any(IsGrouped))
            return; // One row.
        var scope = new Scope(null);
        foreach (var table in one.FromClause.TableReferences)
            Add(table, scope, ctes, []);
        var order = one.OrderByClause?.OrderByElements.Select(element => element.Expression).ToList() ?? [];
        var given = order.SelectMany(expression => Meanings(expression, one, scope)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var fixedTo = Equalities(one.WhereClause?.SearchCondition)
            .Select(column => Text(column, scope))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var keyed = scope.Sources.Where(source => source.Table is not null).ToList();
        bool Covers(IReadOnlyList<string> key, string alias, bool alone) =>
            key.All(column => fixedTo.Contains($"{alias}.{column}") || (!alone && given.Contains($"{alias}.{column}")));
        if (keyed.Any(source => source.Table!.Keys.Any(key => Covers(key, source.Name, alone: true)) && keyed.Count == 1))
            return; // One row.
        if (order.Count == 0)
        {
            if (reads == RowsRead.First)
                Fault("the first row of what order?");
            return;
        }
        if (one.SelectElements.OfType<SelectScalarExpression>().All(element => given.Contains(Text(element.Expression, scope))))
            return; // Equal rows are identical.
        if (order.OfType<ColumnReferenceExpression>().Any(column => Places.Contains(Name(column))))
            return;
        if (
            groups.Count > 0
                ? groups.All(group => given.Contains(Text(group, scope)))
                : keyed.Count == 0 || keyed.Any(source => source.Table!.Keys.Any(key => Covers(key, source.Name, alone: false)))
        )
            return;
        Fault($"rows that are equal in {string.Join(", ", order.Select(expression => Text(expression, scope)))} come in any order");
    }

    private static IEnumerable<string> Meanings(ScalarExpression expression, QuerySpecification query, Scope scope)
    {
        yield return Text(expression, scope);
        if (expression is ColumnReferenceExpression { MultiPartIdentifier.Identifiers: [var name] })
            foreach (
                var element in query
                    .SelectElements.OfType<SelectScalarExpression>()
                    .Where(element => Same(element.ColumnName?.Value, name.Value))
            )
                yield return Text(element.Expression, scope);
    }

    /// <summary>Columns that a condition fixes to one value.</summary>
    private static IEnumerable<ColumnReferenceExpression> Equalities(BooleanExpression? condition) =>
        condition switch
        {
            BooleanBinaryExpression { BinaryExpressionType: BooleanBinaryExpressionType.And } both => Equalities(both.FirstExpression)
                .Concat(Equalities(both.SecondExpression)),
            BooleanParenthesisExpression inner => Equalities(inner.Expression),
            BooleanComparisonExpression
            {
                ComparisonType: BooleanComparisonType.Equals,
                FirstExpression: ColumnReferenceExpression column,
                SecondExpression: not ColumnReferenceExpression
            } => [column],
            _ => [],
        };

    private Ctes? With(WithCtesAndXmlNamespaces with)
    {
        Ctes? ctes = null;
        foreach (var one in with.CommonTableExpressions)
        {
            if (
                one.QueryExpression is BinaryQueryExpression { FirstQueryExpression: var first }
                && Mentions(one.QueryExpression, one.ExpressionName.Value)
            )
                ctes = new(one.ExpressionName.Value, Renamed(one.Columns, Query(first, null, ctes, Place.Table)), ctes);
            ctes = new(one.ExpressionName.Value, Renamed(one.Columns, Query(one.QueryExpression, null, ctes, Place.Table)), ctes);
        }
        return ctes;
    }

    private void Insert(InsertSpecification insert, Ctes? ctes)
    {
        var name = ((NamedTableReference)insert.Target).SchemaObject.BaseIdentifier.Value;
        if (schema.Find(name) is not { } table)
        {
            Fault($"there is no table {name}");
            return;
        }
        var columns = insert.Columns.Select(column => Own(table, Name(column))).ToList();
        foreach (var lacking in table.Columns.Where(column => !column.Nullable && !column.HasDefault && !columns.Contains(column)))
            Fault($"{name}.{lacking.Name} needs a value");
        var rows = insert.InsertSource switch
        {
            ValuesInsertSource values => values
                .RowValues.Select(row => row.ColumnValues.Select(value => (Value(value, new Scope(null), ctes), value)).ToList())
                .ToList(),
            SelectInsertSource select =>
            [
                Query(select.Select, null, ctes, Place.Top).Select(column => (column.Kind, (ScalarExpression?)null)).ToList()!,
            ],
            _ => [],
        };
        foreach (var row in rows)
        {
            if (row.Count != columns.Count)
                Fault($"{row.Count} values for {columns.Count} columns of {name}");
            else
                for (var i = 0; i < row.Count; i++)
                    if (columns[i] is { } column)
                        Meet(column.Kind, null, row[i].Item1, row[i].Item2, $"{name}.{column.Name}");
        }
    }

    private void Update(UpdateSpecification update, Ctes? ctes)
    {
        var name = ((NamedTableReference)update.Target).SchemaObject.BaseIdentifier.Value;
        if (update.FromClause is not null)
            Fault("update one table, without from");
        if (schema.Find(name) is not { } table)
        {
            Fault($"there is no table {name}");
            return;
        }
        var scope = new Scope(null);
        Add(update.Target, scope, ctes, []);
        foreach (var set in update.SetClauses.Cast<AssignmentSetClause>())
            if (Own(table, Name(set.Column)) is { } column)
                Meet(column.Kind, null, Value(set.NewValue, scope, ctes), set.NewValue, $"{name}.{column.Name}");
        Where(update.WhereClause, scope, ctes);
    }

    private Column? Own(Table table, string name)
    {
        var column = table.Columns.Find(one => Same(one.Name, name));
        if (column is null)
            Fault($"there is no column {table.Name}.{name}");
        return column;
    }

    private IReadOnlyList<Column> Query(QueryExpression query, Scope? outer, Ctes? ctes, Place place)
    {
        if (place != Place.Top && query.OrderByClause is not null)
            Fault("order by belongs at the end of the whole statement");
        switch (query)
        {
            case QueryParenthesisExpression inner:
                return Query(inner.QueryExpression, outer, ctes, place);
            case BinaryQueryExpression both:
                var (first, second) = (
                    Query(both.FirstQueryExpression, outer, ctes, place),
                    Query(both.SecondQueryExpression, outer, ctes, place == Place.Table ? Place.Value : place)
                );
                if (first.Count != second.Count)
                    Fault($"{first.Count} and {second.Count} columns in one union");
                foreach (var (one, other) in first.Zip(second))
                    Meet(one.Kind, null, other.Kind, null, $"the union's {one.Name}");
                foreach (var order in query.OrderByClause?.OrderByElements ?? [])
                    if (
                        order.Expression is not IntegerLiteral
                        && (
                            order.Expression is not ColumnReferenceExpression { MultiPartIdentifier.Identifiers: [var name] }
                            || !first.Any(column => Same(column.Name, name.Value))
                        )
                    )
                        Fault("a union is ordered by a name of its columns");
                return first;
            case QuerySpecification one:
                return Select(one, outer, ctes, place);
            default:
                Fault($"{query.GetType().Name} is not understood");
                return [];
        }
    }

    private List<Column> Select(QuerySpecification query, Scope? outer, Ctes? ctes, Place place)
    {
        var scope = new Scope(outer);
        var conditions = new List<BooleanExpression>();
        foreach (var table in query.FromClause?.TableReferences ?? [])
            Add(table, scope, ctes, conditions);
        foreach (var condition in conditions)
            Condition(condition, scope, ctes);
        Where(query.WhereClause, scope, ctes);
        var groups =
            query.GroupByClause?.GroupingSpecifications.OfType<ExpressionGroupingSpecification>().Select(one => one.Expression).ToList()
            ?? [];
        foreach (var group in groups)
        {
            Value(group, scope, ctes);
            if (group is Literal or VariableReference)
                Fault("group by needs a column");
        }
        if (groups.Count > 0 || query.HavingClause is not null || query.SelectElements.Any(IsGrouped))
            scope.Grouping = groups.Select(group => Text(group, scope)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (query.HavingClause is not null)
            Condition(query.HavingClause.SearchCondition, scope, ctes);
        var columns = query.SelectElements.Select(element => Column(element, scope, ctes)).ToList();
        if (place == Place.Table)
        {
            if (columns.Any(column => column.Name.Length == 0))
                Fault("every column of a named query needs a name");
            foreach (var twice in columns.GroupBy(column => column.Name, StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1))
                Fault($"{twice.Key} is twice in a named query");
        }
        OrderBy(query, columns, scope, ctes);
        return columns;
    }

    private void OrderBy(QuerySpecification query, List<Column> columns, Scope scope, Ctes? ctes)
    {
        foreach (var order in query.OrderByClause?.OrderByElements ?? [])
        {
            var named = order.Expression is ColumnReferenceExpression { MultiPartIdentifier.Identifiers: [var name] }
                ? columns.Where(column => Same(column.Name, name.Value)).ToList()
                : [];
            if (named.Count > 1)
                Fault($"order by {named[0].Name} may mean two columns");
            var kind = named.Count == 0 ? Value(order.Expression, scope, ctes) : named[0].Kind;
            if (kind == Kind.Id && order == query.OrderByClause!.OrderByElements[0])
                Fault("which id is first differs between the databases");
            if (
                query.UniqueRowFilter == UniqueRowFilter.Distinct
                && named.Count == 0
                && !query
                    .SelectElements.OfType<SelectScalarExpression>()
                    .Any(element => Same(Text(element.Expression, scope), Text(order.Expression, scope)))
            )
                Fault("with distinct, what it is ordered by must be selected");
        }
    }

    private Column Column(SelectElement element, Scope scope, Ctes? ctes)
    {
        if (element is not SelectScalarExpression scalar)
        {
            Fault($"{element.GetType().Name} is not what a query selects here");
            return new("", "", null, true, false);
        }
        if (scalar.ColumnName is { } alias && alias.StartOffset < scalar.Expression.StartOffset)
            Fault($"{alias.Value} = is read as a name by SQL Server and as a comparison by SQLite");
        var kind = Value(scalar.Expression, scope, ctes);
        return new(
            scalar.ColumnName?.Value ?? (scalar.Expression is ColumnReferenceExpression column ? Name(column) : ""),
            TypeOf(kind),
            null,
            true,
            false
        );
    }

    private void Add(TableReference table, Scope scope, Ctes? ctes, List<BooleanExpression> conditions)
    {
        switch (table)
        {
            case NamedTableReference named:
                var name = named.SchemaObject.BaseIdentifier.Value;
                var columns = Ctes.Find(ctes, name) ?? schema.Find(name)?.Columns;
                if (columns is null)
                    Fault($"there is no table {name}");
                Source(named.Alias?.Value ?? name, columns ?? [], Ctes.Find(ctes, name) is null ? schema.Find(name) : null);
                break;
            case QueryDerivedTable derived:
                Source(derived.Alias.Value, Renamed(derived.Columns, Query(derived.QueryExpression, scope.Outer, ctes, Place.Table)));
                break;
            case QualifiedJoin join:
                Add(join.FirstTableReference, scope, ctes, conditions);
                Add(join.SecondTableReference, scope, ctes, conditions);
                conditions.Add(join.SearchCondition);
                break;
            case UnqualifiedJoin { UnqualifiedJoinType: UnqualifiedJoinType.CrossJoin } join:
                Add(join.FirstTableReference, scope, ctes, conditions);
                Add(join.SecondTableReference, scope, ctes, conditions);
                break;
            case JoinParenthesisTableReference inner:
                Add(inner.Join, scope, ctes, conditions);
                break;
            default:
                Fault($"{table.GetType().Name} is not a source that both have");
                break;
        }
        void Source(string alias, IReadOnlyList<Column> columns, Table? table = null)
        {
            if (scope.Sources.Any(source => Same(source.Name, alias)))
                Fault($"{alias} is twice in one from");
            scope.Sources.Add((alias, columns, table));
        }
    }

    private void Where(WhereClause? where, Scope scope, Ctes? ctes)
    {
        if (where is null)
            return;
        if (Has<FunctionCall>(where, call => call.OverClause is not null || IsAggregate(call)))
            Fault("where takes no sum and no rank");
        Condition(where.SearchCondition, scope, ctes);
    }

    private void Condition(BooleanExpression condition, Scope scope, Ctes? ctes)
    {
        switch (condition)
        {
            case BooleanBinaryExpression both:
                Condition(both.FirstExpression, scope, ctes);
                Condition(both.SecondExpression, scope, ctes);
                break;
            case BooleanNotExpression not:
                Condition(not.Expression, scope, ctes);
                break;
            case BooleanParenthesisExpression inner:
                Condition(inner.Expression, scope, ctes);
                break;
            case BooleanIsNullExpression isNull:
                Value(isNull.Expression, scope, ctes);
                break;
            case ExistsPredicate exists:
                Query(exists.Subquery.QueryExpression, scope, ctes, Place.Value);
                break;
            case BooleanComparisonExpression comparison:
                var kind = Compare(comparison.FirstExpression, comparison.SecondExpression, scope, ctes);
                if (
                    kind == Kind.Id
                    && comparison.ComparisonType
                        is not (
                            BooleanComparisonType.Equals
                            or BooleanComparisonType.NotEqualToBrackets
                            or BooleanComparisonType.NotEqualToExclamation
                        )
                )
                    Fault("which id is greater differs between the databases");
                break;
            case BooleanTernaryExpression between:
                Compare(between.FirstExpression, between.SecondExpression, scope, ctes);
                Compare(between.FirstExpression, between.ThirdExpression, scope, ctes);
                break;
            case InPredicate { Subquery: { } subquery } within:
                var columns = Query(subquery.QueryExpression, scope, ctes, Place.Value);
                if (columns.Count != 1)
                    Fault("in takes a query of one column");
                else
                    Meet(Value(within.Expression, scope, ctes), within.Expression, columns[0].Kind, null, "in");
                break;
            case InPredicate within:
                foreach (var value in within.Values)
                    Compare(within.Expression, value, scope, ctes);
                break;
            case LikePredicate like:
                if (Value(like.FirstExpression, scope, ctes) is not (Kind.Text or Kind.Unknown))
                    Fault("like is for text");
                Value(like.SecondExpression, scope, ctes);
                break;
            default:
                Fault($"{condition.GetType().Name} is not a condition that both have");
                break;
        }
    }

    private Kind Compare(ScalarExpression one, ScalarExpression other, Scope scope, Ctes? ctes) =>
        Meet(Value(one, scope, ctes), one, Value(other, scope, ctes), other, "a comparison");

    private Kind Value(ScalarExpression value, Scope scope, Ctes? ctes)
    {
        if (scope.Grouping is { } grouping && value is not (Literal or VariableReference) && grouping.Contains(Text(value, scope)))
            return Plain(() => Value(value, scope, ctes), scope);
        switch (value)
        {
            case StringLiteral text:
                if (!text.IsNational && text.Value.Any(letter => letter > '\x7f'))
                    Fault($"'{text.Value}' has letters that varchar loses; pass it as a parameter");
                return Kind.Text;
            case NullLiteral or VariableReference:
                return Kind.Unknown;
            case Literal:
                return Kind.Number;
            case ColumnReferenceExpression { ColumnType: ColumnType.Wildcard }:
                return Kind.Unknown;
            case ColumnReferenceExpression column:
                return Find(column, scope);
            case ParenthesisExpression inner:
                return Value(inner.Expression, scope, ctes);
            case UnaryExpression unary:
                return Value(unary.Expression, scope, ctes);
            case BinaryExpression both:
                return Arithmetic(both, scope, ctes);
            case CoalesceExpression coalesce:
                return All(coalesce.Expressions, scope, ctes, "coalesce");
            case NullIfExpression nullIf:
                return All([nullIf.FirstExpression, nullIf.SecondExpression], scope, ctes, "nullif");
            case SearchedCaseExpression searched:
                foreach (var when in searched.WhenClauses)
                    Condition(when.WhenExpression, scope, ctes);
                return Results([.. searched.WhenClauses.Select(when => when.ThenExpression)], searched.ElseExpression, scope, ctes);
            case SimpleCaseExpression simple:
                foreach (var when in simple.WhenClauses)
                    Compare(simple.InputExpression, when.WhenExpression, scope, ctes);
                return Results([.. simple.WhenClauses.Select(when => when.ThenExpression)], simple.ElseExpression, scope, ctes);
            case CastCall cast:
                Value(cast.Parameter, scope, ctes);
                var type = cast.DataType is SqlDataTypeReference known ? SqlSchema.TypeName(known) : "?";
                if (Sql.Column.KindOf(type) == Kind.Unknown)
                    Fault($"cast as {type} is not a cast that both have");
                return Sql.Column.KindOf(type);
            case ScalarSubquery subquery:
                var columns = Query(subquery.QueryExpression, scope, ctes, Place.Value);
                if (columns.Count != 1)
                    Fault("a query in place of a value has one column");
                return columns.FirstOrDefault()?.Kind ?? Kind.Unknown;
            case FunctionCall call:
                return Call(call, scope, ctes);
            default:
                Fault($"{value.GetType().Name} is not an expression that both have");
                return Kind.Unknown;
        }
    }

    private Kind Arithmetic(BinaryExpression both, Scope scope, Ctes? ctes)
    {
        var (first, second) = (Value(both.FirstExpression, scope, ctes), Value(both.SecondExpression, scope, ctes));
        if (first is not (Kind.Number or Kind.Bit or Kind.Unknown) || second is not (Kind.Number or Kind.Bit or Kind.Unknown))
            Fault($"{both.BinaryExpressionType} of {first} and {second}");
        if (first == Kind.Bit && second == Kind.Bit)
            Fault("two bits cannot be added");
        return Kind.Number;
    }

    private Kind Results(IReadOnlyList<ScalarExpression> results, ScalarExpression? otherwise, Scope scope, Ctes? ctes)
    {
        if (results.All(one => one is NullLiteral) && otherwise is null or NullLiteral)
            Fault("a case of nothing but null");
        return All(otherwise is null ? results : [.. results, otherwise], scope, ctes, "case");
    }

    private Kind All(IEnumerable<ScalarExpression> values, Scope scope, Ctes? ctes, string place)
    {
        var kind = Kind.Unknown;
        ScalarExpression? last = null;
        foreach (var value in values)
        {
            kind = Meet(kind, last, Value(value, scope, ctes), value, place);
            last = last is null or StringLiteral ? value : last;
        }
        return kind;
    }

    private Kind Call(FunctionCall call, Scope scope, Ctes? ctes)
    {
        var name = call.FunctionName.Value.ToLowerInvariant();
        if (call.OverClause is { } over)
        {
            foreach (var part in over.Partitions)
                Value(part, scope, ctes);
            foreach (var order in over.OrderByClause?.OrderByElements ?? [])
                if (Value(order.Expression, scope, ctes) == Kind.Id && over.OrderByClause!.OrderByElements.Count == 1)
                    Fault("a rank by an id differs between the databases");
            if (Ranks.Contains(name))
            {
                if (over.OrderByClause is null)
                    Fault($"{name} needs an order");
                return Kind.Number;
            }
        }
        if (Aggregates.Contains(name))
            return Aggregate(name, call, scope, ctes);
        if (!Functions.Contains(name))
            Fault($"{name} is not a function that both have");
        foreach (var parameter in call.Parameters)
            if (Value(parameter, scope, ctes) is Kind.Id or Kind.Instant or Kind.Day && name is not "abs")
                Fault($"{name} is for text");
        return name == "abs" ? Kind.Number : Kind.Text;
    }

    private Kind Aggregate(string name, FunctionCall call, Scope scope, Ctes? ctes)
    {
        if (call.Parameters.Count != 1)
        {
            Fault($"{name} takes one value");
            return Kind.Unknown;
        }
        var argument = call.Parameters[0];
        // Error 130, which SQLite does not have.
        if (
            Has<ScalarSubquery>(argument)
            || Has<ExistsPredicate>(argument)
            || Has<InPredicate>(argument, within => within.Subquery is not null)
        )
            Fault($"{name} over a subquery");
        if (call.OverClause is null && Has<FunctionCall>(argument, IsAggregate))
            Fault($"{name} over another sum");
        var kind = call.OverClause is null ? Plain(() => Value(argument, scope, ctes), scope) : Value(argument, scope, ctes);
        if (name == "count")
            return Kind.Number;
        if (kind is Kind.Bit)
            Fault($"{name} over a bit");
        if (kind is Kind.Id)
            Fault($"{name} over an id");
        if (name is "sum" or "avg" && kind is Kind.Text or Kind.Instant or Kind.Day)
            Fault($"{name} over {kind}");
        if (name == "avg")
            Fault("avg of whole numbers is cut off by SQL Server; divide a sum in C#");
        return name is "sum" or "avg" ? Kind.Number : kind;
    }

    /// <summary>Inside an aggregate, columns refer to single rows again.</summary>
    private static Kind Plain(Func<Kind> value, Scope scope)
    {
        var before = scope.InAggregate;
        var grouping = scope.Grouping;
        (scope.InAggregate, scope.Grouping) = (true, null);
        try
        {
            return value();
        }
        finally
        {
            (scope.InAggregate, scope.Grouping) = (before, grouping);
        }
    }

    private Kind Find(ColumnReferenceExpression column, Scope? scope)
    {
        var identifiers = column.MultiPartIdentifier.Identifiers;
        var name = identifiers[^1].Value;
        for (; scope is not null; scope = scope.Outer)
        {
            var found = scope
                .Sources.Where(source => identifiers.Count == 1 || Same(source.Name, identifiers[^2].Value))
                .SelectMany(source => source.Columns.Where(one => Same(one.Name, name)).Select(one => (source.Name, Column: one)))
                .ToList();
            if (found.Count > 1)
                Fault($"{name} may be {string.Join(" or ", found.Select(one => $"{one.Name}.{name}"))}");
            if (found.Count == 0)
                continue;
            if (scope.Grouping is { } grouping && !grouping.Contains($"{found[0].Name}.{name}"))
                Fault($"{found[0].Name}.{name} is neither grouped by nor in a sum");
            return found[0].Column.Kind;
        }
        Fault($"there is no column {string.Join('.', identifiers.Select(one => one.Value))}");
        return Kind.Unknown;
    }

    /// <summary>The kind of two compared values; text may be compared with an id or a date only as a valid literal.</summary>
    private Kind Meet(Kind one, ScalarExpression? first, Kind other, ScalarExpression? second, string place)
    {
        if (one == Kind.Unknown)
            return other;
        if (other == Kind.Unknown || one == other)
            return one;
        if (one is Kind.Number or Kind.Bit && other is Kind.Number or Kind.Bit)
            return Kind.Number;
        if (one == Kind.Text && Reads(first, other))
            return other;
        if (other == Kind.Text && Reads(second, one))
            return one;
        Fault($"{place} brings {one} and {other} together");
        return one;
    }

    private static bool Reads(ScalarExpression? literal, Kind kind) =>
        literal is StringLiteral text
        && kind switch
        {
            Kind.Id => Guid.TryParse(text.Value, out _),
            Kind.Instant or Kind.Day => DateTime.TryParse(text.Value, System.Globalization.CultureInfo.InvariantCulture, out _),
            _ => false,
        };

    /// <summary>The text of an expression, with each column's source, so that two with the same meaning are equal.</summary>
    private static string Text(TSqlFragment fragment, Scope scope)
    {
        var columns = new Finder<ColumnReferenceExpression>(_ => true);
        fragment.Accept(columns);
        var text = new StringBuilder();
        for (var i = fragment.FirstTokenIndex; i <= fragment.LastTokenIndex; i++)
        {
            if (
                columns.Found.Find(column => column.FirstTokenIndex == i && column.MultiPartIdentifier is { Identifiers.Count: 1 }) is
                { } bare
            )
                text.Append(scope.Sources.Find(source => source.Columns.Any(column => Same(column.Name, Name(bare)))).Name).Append('.');
            if (
                fragment.ScriptTokenStream[i].TokenType
                is not (TSqlTokenType.WhiteSpace or TSqlTokenType.SingleLineComment or TSqlTokenType.MultilineComment)
            )
                text.Append(fragment.ScriptTokenStream[i].Text);
        }
        return text.ToString();
    }

    private static List<Column> Renamed(IList<Identifier> names, IReadOnlyList<Column> columns) =>
        columns.Select((column, i) => names.Count > i ? column with { Name = names[i].Value } : column).ToList();

    private static bool IsGrouped(SelectElement element) =>
        element is SelectScalarExpression scalar && Has<FunctionCall>(scalar.Expression, IsAggregate);

    private static bool IsAggregate(FunctionCall call) =>
        call.OverClause is null && Aggregates.Contains(call.FunctionName.Value, StringComparer.OrdinalIgnoreCase);

    private static bool Mentions(TSqlFragment fragment, string table)
    {
        var finder = new Finder<NamedTableReference>(one => Same(one.SchemaObject.BaseIdentifier.Value, table));
        fragment.Accept(finder);
        return finder.Found.Count > 0;
    }

    /// <summary>In this expression only; a subquery is checked separately.</summary>
    private static bool Has<T>(TSqlFragment fragment, Func<T, bool>? which = null)
        where T : TSqlFragment
    {
        var finder = new Finder<T>(which ?? (_ => true)) { Shallow = true };
        fragment.Accept(finder);
        return finder.Found.Count > 0;
    }

    private sealed class Finder<T>(Func<T, bool> which) : TSqlFragmentVisitor
        where T : TSqlFragment
    {
        public List<T> Found { get; } = [];
        public bool Shallow { get; init; }

        public override void Visit(TSqlFragment fragment)
        {
            if (fragment is T one && which(one))
                Found.Add(one);
        }

        public override void ExplicitVisit(QuerySpecification node)
        {
            if (!Shallow)
                base.ExplicitVisit(node);
        }
    }

    private void Fault(string sentence) => faults.Add(sentence);

    private static string Name(ColumnReferenceExpression column) => column.MultiPartIdentifier.Identifiers[^1].Value;

    private static bool Same(string? one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static string TypeOf(Kind kind) =>
        kind switch
        {
            Kind.Number => "bigint",
            Kind.Bit => "bit",
            Kind.Text => "nvarchar",
            Kind.Id => "uniqueidentifier",
            Kind.Instant => "datetime2",
            Kind.Day => "date",
            _ => "",
        };

    [GeneratedRegex(@"\bin\s+@(\w+)")]
    private static partial Regex List();
}
