CREATE EXTENSION hstore;

CREATE TABLE "user" (
    id text PRIMARY KEY,
    is_superuser boolean,
    picture text,
    full_name text,
    last_login timestamp,
    email varchar,
    "additionalEmails" text[],
    "agreeTermsOfUse" boolean,
    created_at timestamp,
    updated_at timestamp
);

CREATE TABLE association_user_team (
    user_id text,
    team_id uuid,
    PRIMARY KEY (user_id, team_id)
);

CREATE TABLE team (
    id uuid PRIMARY KEY,
    name text,
    description text,
    logotype text,
    type varchar,
    creator_id text,
    organization_id uuid,
    users_count integer,
    created_at timestamp,
    updated_at timestamp
);

CREATE TABLE organization (
    id uuid PRIMARY KEY,
    default_team_type varchar,
    public boolean,
    name_translations hstore,
    description_translations hstore,
    icon text,
    logotype text,
    creator_id text,
    team_creation_permission varchar,
    created_at timestamp,
    updated_at timestamp
);

CREATE TABLE permission (
    id uuid PRIMARY KEY,
    creator_id text,
    user_id text,
    team_id uuid,
    coproductionprocess_id uuid,
    treeitem_id uuid,
    access_assets_permission boolean,
    create_assets_permission boolean,
    delete_assets_permission boolean,
    created_at timestamp,
    updated_at timestamp
);

CREATE TABLE coproductionprocess (
    id uuid PRIMARY KEY,
    schema_used varchar,
    language varchar,
    name text,
    description text,
    logotype text,
    aim text,
    idea text,
    organization_desc text,
    challenges text,
    requirements text,
    incentive_and_rewards_state boolean,
    leaderboard boolean,
    "hasAddAnOrganization" boolean,
    "skipResourcesStep" boolean,
    hideguidechecklist boolean,
    intergovernmental_model text,
    is_part_of_publication boolean,
    is_public boolean,
    status varchar,
    rating numeric,
    ratings_count integer,
    creator_id text,
    organization_id uuid,
    game_id text,
    cloned_from_id uuid,
    start_date date,
    end_date date,
    created_at timestamp,
    updated_at timestamp
);

CREATE TABLE coproductionprocess_administrators (
    coproductionprocess_id uuid,
    user_id text,
    PRIMARY KEY (coproductionprocess_id, user_id)
);

CREATE TABLE coproductionprocessnotification (
    id uuid PRIMARY KEY,
    coproductionprocess_id uuid,
    asset_id uuid,
    user_id text,
    notification_id uuid,
    parameters jsonb,
    claim_type varchar,
    created_at timestamp,
    updated_at timestamp
);

CREATE TABLE phase (
    id uuid PRIMARY KEY,
    is_part_of_codelivery boolean,
    coproductionprocess_id uuid,
    start_date date,
    end_date date,
    progress numeric,
    created_at timestamp,
    updated_at timestamp
);

CREATE TABLE objective (
    id uuid PRIMARY KEY,
    phase_id uuid,
    start_date date,
    end_date date,
    progress numeric,
    created_at timestamp,
    updated_at timestamp
);

CREATE TABLE task (
    id uuid PRIMARY KEY,
    problemprofiles text[],
    objective_id uuid,
    management integer,
    development integer,
    exploitation integer,
    start_date date,
    end_date date,
    created_at timestamp,
    updated_at timestamp
);

CREATE TABLE treeitem (
    id uuid PRIMARY KEY,
    type varchar,
    name text,
    description text,
    creator_id text,
    status varchar,
    disabler_id text,
    disabled_on timestamp,
    from_item text,
    from_schema text,
    created_at timestamp,
    updated_at timestamp
);

CREATE TABLE asset (
    id uuid PRIMARY KEY,
    type varchar,
    task_id uuid,
    objective_id uuid,
    phase_id uuid,
    coproductionprocess_id uuid,
    creator_id text,
    created_at timestamp,
    updated_at timestamp
);

CREATE TABLE internalasset (
    id uuid PRIMARY KEY,
    external_asset_id text,
    softwareinterlinker_id uuid,
    knowledgeinterlinker_id uuid,
    created_at timestamp,
    updated_at timestamp
);

CREATE TABLE externalasset (
    id uuid PRIMARY KEY,
    name text,
    icon_path text,
    externalinterlinker_id uuid,
    uri text,
    created_at timestamp,
    updated_at timestamp
);

CREATE TABLE story (
    id uuid PRIMARY KEY,
    coproductionprocess_id uuid,
    coproductionprocess_cloneforpub_id uuid,
    user_id text,
    state boolean,
    logotype text,
    data_story jsonb,
    rating numeric,
    ratings_count integer,
    published_date date,
    created_at timestamp,
    updated_at timestamp
);
