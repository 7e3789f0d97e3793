using Commissioning.Platform.Data;

namespace Commissioning.Features.Tests.Data;

public sealed class MigratorTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("migrator").FullName;

    [Fact]
    public async Task An_empty_database_reaches_the_newest_schema_and_a_second_run_does_nothing()
    {
        var migrator = MigratorOf(Migrator.Embedded());
        Assert.Equal(Migrator.Embedded().Count, (await migrator.MigrateAsync()).Count);
        Assert.Empty(await migrator.MigrateAsync());
        Assert.Empty(await migrator.PendingAsync());
    }

    [Fact]
    public async Task A_migration_changed_after_it_ran_stops_the_migrator()
    {
        await MigratorOf([new("0001-a", "create table A (X int not null)")]).MigrateAsync();
        var changed = await Assert.ThrowsAsync<MigrationException>(() =>
            MigratorOf([new("0001-a", "create table A (Y int not null)")]).PendingAsync()
        );
        Assert.Equal(
            "Migration 0001-a was changed after it was applied. Put it back as it was and add a new script instead.",
            changed.Message
        );
    }

    [Fact]
    public async Task A_migration_inserted_below_the_last_one_stops_the_migrator()
    {
        await MigratorOf([new("0002-b", "create table B (X int not null)")]).MigrateAsync();
        await Assert.ThrowsAsync<MigrationException>(() =>
            MigratorOf([new("0001-a", "create table A (X int not null)"), new("0002-b", "create table B (X int not null)")]).PendingAsync()
        );
    }

    [Fact]
    public async Task A_database_newer_than_the_portal_stops_the_migrator()
    {
        await MigratorOf([new("0001-a", "create table A (X int not null)")]).MigrateAsync();
        await Assert.ThrowsAsync<MigrationException>(() => MigratorOf([]).PendingAsync());
        // One that runs already stays ready, so that nodes can be updated one by one.
        Assert.Equal(0, await MigratorOf([]).MissingAsync());
    }

    [Fact]
    public async Task A_migration_that_fails_leaves_no_changes()
    {
        var migrator = MigratorOf([new("0001-a", "create table A (X int not null)\nGO\ncreate table A (X int not null)")]);
        await Assert.ThrowsAsync<MigrationException>(migrator.MigrateAsync);
        await MigratorOf([new("0001-a", "create table A (X int not null)")]).MigrateAsync();
    }

    [Fact]
    public void A_migrations_hash_does_not_depend_on_line_ends() =>
        Assert.Equal(new MigrationScript("a", "x\ny").Hash, new MigrationScript("a", "x\r\ny").Hash);

    [Fact]
    public void Migrations_are_numbered_without_a_gap_or_a_repeat()
    {
        var numbers = Migrator.Embedded().Select(script => script.Name[..4]).ToList();
        Assert.Equal(Enumerable.Range(1, numbers.Count).Select(number => $"{number:0000}"), numbers);
    }

    private Migrator MigratorOf(IReadOnlyList<MigrationScript> scripts) =>
        new(Dialect.Sqlite($"Data Source={Path.Combine(folder, "m.db")};Pooling=False"), TimeProvider.System, scripts);

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
