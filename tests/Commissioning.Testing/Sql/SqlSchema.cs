using System.Globalization;
using System.Text.RegularExpressions;
using Commissioning.Platform.Data;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Commissioning.Testing.Sql;

/// <summary>The tables as the migrations create them on SQL Server, and what in those scripts SQL Server would refuse.</summary>
internal sealed partial class SqlSchema
{
    private readonly Dictionary<string, Table> tables = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> faults = [];

    public static SqlSchema Current { get; } = new([new("0000-journal", Migrator.CreateJournalSql), .. Migrator.Embedded()]);

    public SqlSchema(IEnumerable<MigrationScript> scripts)
    {
        var translate = Dialect.SqlServer("Server=none");
        foreach (var script in scripts)
        foreach (var batch in GoLine().Split(translate.Translate(script.Text)).Where(batch => !string.IsNullOrWhiteSpace(batch)))
            Read(script.Name, batch);
    }

    public IReadOnlyCollection<Table> Tables => tables.Values;
    public IReadOnlyList<string> Faults => faults;

    public Table? Find(string name) => tables.GetValueOrDefault(name);

    public static TSqlScript Parse(string sql, out IList<ParseError> errors) =>
        (TSqlScript)new TSql140Parser(true).Parse(new StringReader(sql), out errors);

    private void Read(string script, string batch)
    {
        var parsed = Parse(batch, out var errors);
        faults.AddRange(errors.Select(error => $"{script}, line {error.Line}: {error.Message}"));
        if (errors.Count > 0)
            return;
        var added = new List<string>();
        foreach (var statement in parsed.Batches.SelectMany(one => one.Statements))
            switch (statement)
            {
                case CreateTableStatement create:
                    AddTable(script, create);
                    break;
                case AlterTableAddTableElementStatement alter:
                    Add(script, tables[alter.SchemaObjectName.BaseIdentifier.Value], alter.Definition);
                    added.Add(alter.SchemaObjectName.BaseIdentifier.Value);
                    break;
                case CreateIndexStatement index:
                    if (index.Unique && index.FilterPredicate is null)
                        tables[index.OnName.BaseIdentifier.Value].Keys.Add(index.Columns.Select(column => Name(column.Column)).ToList());
                    tables[index.OnName.BaseIdentifier.Value].Indexes.Add(index.Columns.Select(column => Name(column.Column)).ToList());
                    KeyFits(
                        script,
                        index.Name.Value,
                        index.OnName.BaseIdentifier.Value,
                        index.Columns.Select(column => Name(column.Column)),
                        1700
                    );
                    break;
                case AlterTableAddTableElementStatement or InsertStatement or UpdateStatement or DeleteStatement:
                    break;
                default:
                    faults.Add($"{script}: {statement.GetType().Name} is not a kind of statement that migrations are made of");
                    break;
            }
        // A batch is compiled as a whole before it runs, so it cannot name a column that it adds.
        if (added.Count > 0 && parsed.Batches.Sum(one => one.Statements.Count) > 1)
            faults.Add($"{script}: put GO after the column that is added to {added[0]}");
        if (added.Count == 0)
            faults.AddRange(SqlCheck.Faults(batch, this).Select(fault => $"{script}: {fault}"));
    }

    private void AddTable(string script, CreateTableStatement create)
    {
        var table = new Table(create.SchemaObjectName.BaseIdentifier.Value, [], []);
        tables[table.Name] = table;
        Add(script, table, create.Definition);
    }

    private void Add(string script, Table table, TableDefinition definition)
    {
        foreach (var column in definition.ColumnDefinitions)
        {
            var type = (SqlDataTypeReference)column.DataType;
            var nullable = column.Constraints.OfType<NullableConstraintDefinition>().LastOrDefault()?.Nullable;
            // Whether such a column allows null depends on session settings.
            if (nullable is null && !column.Constraints.OfType<UniqueConstraintDefinition>().Any())
                faults.Add($"{script}: say null or not null for {table.Name}.{column.ColumnIdentifier.Value}");
            // Parameters are nvarchar: a varchar column would be converted for each row, and its index not used.
            if (TypeName(type) is "varchar" or "char")
                faults.Add($"{script}: make {table.Name}.{column.ColumnIdentifier.Value} nvarchar, as every text is");
            table.Columns.Add(
                new(column.ColumnIdentifier.Value, TypeName(type), Length(type), nullable ?? false, column.DefaultConstraint is not null)
            );
            Constraints(script, table, column.Constraints, column.ColumnIdentifier.Value);
        }
        Constraints(script, table, definition.TableConstraints, null);
    }

    private void Constraints(string script, Table table, IEnumerable<ConstraintDefinition> constraints, string? own)
    {
        foreach (var constraint in constraints)
        {
            if (constraint is UniqueConstraintDefinition key)
            {
                table.Keys.Add(own is null ? key.Columns.Select(column => Name(column.Column)).ToList() : [own]);
                table.Indexes.Add(table.Keys[^1]);
                KeyFits(script, key.ConstraintIdentifier?.Value ?? table.Name, table.Name, table.Keys[^1], key.IsPrimaryKey ? 900 : 1700);
            }
            // Two cascade paths to one table are refused (1785), and an audit trail must not lose rows by cascade.
            if (
                constraint is ForeignKeyConstraintDefinition
                {
                    DeleteAction: not (DeleteUpdateAction.NotSpecified or DeleteUpdateAction.NoAction)
                }
            )
                faults.Add($"{script}: {table.Name} deletes by cascade");
            if (constraint is ForeignKeyConstraintDefinition foreign)
                table.References.Add((own ?? foreign.Columns[0].Value, foreign.ReferenceTableName.BaseIdentifier.Value));
            if (constraint is ForeignKeyConstraintDefinition reference && Find(reference.ReferenceTableName.BaseIdentifier.Value) is null)
                faults.Add($"{script}: {table.Name} refers to {reference.ReferenceTableName.BaseIdentifier.Value}, which is not there yet");
        }
    }

    private void KeyFits(string script, string key, string table, IEnumerable<string> columns, int most)
    {
        var bytes = 0;
        foreach (var name in columns)
        {
            if (tables[table].Columns.Find(column => column.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is not { } column)
                faults.Add($"{script}: {key} names {table}.{name}, which is not there");
            else if (column.KeyBytes is { } width)
                bytes += width;
            else
                faults.Add($"{script}: {key} holds {table}.{name}, which is too wide for an index");
        }
        if (bytes > most)
            faults.Add($"{script}: {key} is {bytes} bytes wide, more than {most}");
    }

    private static string Name(ColumnReferenceExpression column) => column.MultiPartIdentifier.Identifiers[^1].Value;

    public static string TypeName(SqlDataTypeReference type) => type.Name.BaseIdentifier.Value.ToLowerInvariant();

    private static int? Length(SqlDataTypeReference type) =>
        TypeName(type) is "varchar" or "nvarchar" or "char" && type.Parameters.FirstOrDefault() is IntegerLiteral length
            ? int.Parse(length.Value, CultureInfo.InvariantCulture)
            : null;

    [GeneratedRegex(@"^\s*GO\s*$", RegexOptions.Multiline)]
    private static partial Regex GoLine();
}
